"""Troubles that grammar tells and no word: a Chinese verb that comes to nothing, English that nothing comes back."""

from __future__ import annotations

import re
from functools import lru_cache

from speclint.understand.utterances import Utterance

Places = tuple[tuple[int, int], ...]

# What a model, or who uses one, tries to do; a Chinese verb of these with 不 or 没 and a result fails: 认不出, 没听清.
_TRIES = (
    "识别|辨认|分辨|辨别|辨|认|读|念|听|看|回答|作答|解答|答|检索|查找|找|查|搜索|搜|匹配|配|判断|判定|判|归类|分类|归|分|"
    "推算|计算|核算|算|预估|估计|估|预测|推断|推荐|推|荐|翻译|译|翻|转写|转录|转|生成|写|解析|抽取|抽|提取|提|抓取|抓|处理|"
    "解决|连接|连|调|拿|拍|扫|猜|说|讲|想|定位|定|排|凑|核对|比对|对|检测|测|返回|拉取|取|等|合成|播|理解|解释|决定|切|拆|应|接|拟|挑选|挑|选|筛|列|给"
)
_CHINESE = re.compile(
    rf"(?!想不到|说不上|看不上|算不上|对不了|说不了|接不了|提不上|分不了|拍不了|看不了)(?:{_TRIES})"
    r"不(?:了(?!解)|出(?!错|现)|到|上|清|懂|准|着|通(?!过)|动|完(?!整)|全(?!面)|成(?!功率)|明白|回来|下来|下去)|"
    rf"(?:没有|没能|没|未能|未)(?:{_TRIES})(?:出|到|上|清|懂|准|成|完|着|通(?!过)|回|明白)|来不及"
)
_ENGLISH = re.compile(
    r"\b(?:nothing|none|no (?:[a-z-]{2,20} ){1,3}?)\s?(?:has |have |had |can be |could be )?(?:yet )?"
    r"(?:com(?:es?|ing)|came|arriv(?:es?|ed)|returns?|is returned|turns? up|is found|found|reach(?:es|ed)?|clears?|"
    r"fits?|match(?:es|ed)?|scores?|passes)\b(?: (?:back|in|up)\b)?|"
    r"\b(?:gives?|given|gave|sends?|sent|returns|returned|produces|produced|finds?|found|yields?|holds?|contains?|"
    r"ha(?:s|ve)|knows?|hears?|heard|says?) (?:back )?(?:nothing|no (?:usable |clear |good |relevant |valid )?"
    r"(?:answer|answers|reply|match|matches|result|results|text|idea|passage|entry|opinion|verdict|suggestion|"
    r"translation|transcript|estimate|class|label|score))\b|"
    r"\b(?:can ?not|can't|could not|couldn't|did not|didn't|does not|doesn't|is unable to|was unable to|is not able to|"
    r"fails to|failed to) (?:be )?(?:make (?:out|sense|up)|tell|read|see|hear|understand|understood|answer|answered|"
    r"decid|decide|recogni[sz]e|find|found|match|place|placed|load|loaded|reached|respond|reply|follow|work out|"
    r"settle|identify|identified|translate|classify|guess|name|hold|come back|know)\w{0,3}\b|"
    r"\b(?:not|isn't|n't) (?:yet )?(?:be |been |come )?(?:back|ready|there|arrived|through) "
    r"(?:by|in time|after|within|when|before)\b",
    re.I,
)
# A trouble put as a question that the next sentence answers: "No similar case? The officer sees an empty list."
_ASKED = re.compile(r"^\W*(?:no|nothing|none|nobody|not|too (?:few|little|short|dark|old))\b[^.?!:;]{2,50}\?", re.I)
# The model itself is away: "while the camera or the recognition is out", "the recogniser hangs".
_AWAY = re.compile(
    r"\b(?:model|models|recogni[sz]er|recognition|classifier|detector|predictor|forecaster|translator|transcriber|"
    r"recommender|scorer|ranker|reader|engine|assistant|bot|AI|LLM|provider|vendor|API)(?: service| server)? "
    r"(?:itself )?(?:is|are|goes|go|has gone|stays|remains) (?:out|away|off|gone|asleep|dead|busy|mute)\b"
    r"(?! of (?!order|service|reach|action))",
    re.I,
)
# What a card says it was not made for, or a condition on what it is given.
_BEYOND = re.compile(
    r"\b(?:neither [\w -]{2,30} nor|other than|others? (?:languages?|species|animals|regions?|countries|breeds|makes|"
    r"types|kinds|sites|cameras)|outside (?:the|of|its|these|this|our)|beyond (?:the|its|this)|"
    r"(?:under|below|less than|shorter than|fewer than|longer than|more than|over) (?:about )?"
    r"(?:\d[\d.,]{0,8}|two|three|four|five|six|eight|ten|twelve|twenty) ?(?:[a-z%]{1,20})|"
    r"not (?:one )?(?:among|in|on) (?:these|the list|its list)|(?:was |were |is |are |has |have |been |it ){0,2}"
    r"never (?:saw|seen|trained|tested|learnt|learned|shown|heard|met)|not (?:been )?trained (?:on|for)|"
    r"with (?:a single|only one|just one|one) [a-z]{3,20})\b|"
    r"(?:超过|不足|少于|多于|短于|长于|超出|不到|低于|高于)\s?\d[\d.,]{0,8}\s?(?:个)?(?:字|秒|分钟|张|条|页|像素|句|人|米|帧|岁|项)|"
    r"没(?:有)?(?:见过|学过|训练过|测过|练过)|未(?:训练|测试|覆盖|学过|见过)|"
    r"遇到|遇上|碰到|(?:上面|上述|以上|这些|这几种|此类|这类|这种)(?:这些|几种)?(?:情况|情形|照片|图片|录音|语种|文本)|"
    r"(?:以外|之外|其他语种|其它语种|其他语言|其他动物|其他品种|其他类型)的?",
    re.I,
)


def lacks_in(utterance: Utterance) -> Places:
    """Where it is told that nothing comes of what is tried: 答不上来, "could not make out", "nothing comes back"."""
    return _lacks(utterance.text)


@lru_cache(maxsize=64)  # several patterns ask it of one utterance in turn
def _lacks(text: str) -> Places:
    return tuple(m.span() for pattern in (_CHINESE, _ENGLISH, _AWAY, _ASKED) for m in pattern.finditer(text))


def beyond_in(utterance: Utterance) -> Places:
    """Where a card names inputs that it was not made for."""
    return tuple(match.span() for match in _BEYOND.finditer(utterance.text))
