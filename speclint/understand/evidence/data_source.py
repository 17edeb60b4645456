"""Where a model's data comes from, told by who offers it, what it is of, or how it reaches the model."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Reading, apart
from speclint.understand.utterances import Utterance

_FRONT_MATTER = 2.2
_GIVEN = 2.1
_OUTSIDE = 2.0
_TAKEN = 1.7
_JUST_BEFORE = 12  # characters
_LIKENED = re.compile(
    r"(?:(?<![图画影头录摄])像|类似|对标|借鉴|仿照|不同于)[^，。；、]{0,8}$|\b(?:like|unlike|similar to)\s[^,.;]{0,8}$",
    re.I,
)
_STYLED = re.compile(r"[\s-]?(?:style|styled|like|clone)\b|(?:式|风格|海报|模板)|[^，。；]{0,2}已做", re.I)
_SEVERAL = 3  # things that a line names under a heading that announces sources
_NAME = r"(?!(?:AI|API|CSV|DB|JSON|KB|LLM|Maps|ML|OCR|PDF|REST|UI|Web)\b)(?!\w{0,40}_)[A-Z][\w.&'’-]{1,30}"
# "scraped daily from Zillow", "synced with the Ontario Open Data Portal"
_FROM_NAME = re.compile(
    r"\b(?i:fetch|pull|scrap|sync|sourc|aggregat|collect|crawl|harvest|gather)[a-z]{0,6}\b[^.;]{0,60}?"
    rf"\s(?:from|with|via)\s(?:the\s|our\s)?{_NAME}"
)
# "Mush API to fetch jobs", "(Glassdoor, PayScale APIs)", "Kanoon API: judgments", "ESPN for odds"
_NAMED_CHANNEL = re.compile(
    rf"\b{_NAME}(?: {_NAME}){{0,3}} (?:APIs?|feeds?|MCP)(?: (?:for|to (?:fetch|get|retrieve|find|query|look))\b|: |\))"
)
_CHINESE_CHANNEL = re.compile(
    r"(?:调用|接入|对接|集成|通过|使用)[^，。；]{1,16}?(?:API|接口|MCP)[^，。；]{0,8}?(?:获取|查询|拉取|检索|采集|抓取)|"
    r"(?:数据|信息|资料|行情|新闻)[^，。；]{0,6}(?:来自|来源于|取自|由)[^，。；]{2,20}?(?:API|接口|提供)",
    re.I,
)
# "scraped from Bayut, Dubizzle"; of what kind it is goes without saying where several are named
_FROM_NAMES = re.compile(rf"\s(?:from|via)\s(?:the\s)?{_NAME}(?: {_NAME}){{0,2}}(?:, (?:and |or )?|/| and | & ){_NAME}")
# "from the Chicago Data Portal"
_OUTLET = re.compile(
    rf"\s(?:from|via|with)\s(?:the\s)?(?:{_NAME} ){{1,4}}(?:API|Archive|Database|Feed|Portal|Registry|Repository)s?\b"
)
_FROM_CHINESE = re.compile(r"从(?!用户|前端|后端)[^，。；、]{2,20}?(?:抓取|爬取|采集|同步)")
_LABELLED = re.compile(
    r"^\W{0,4}(?:data )?sources?(?: \d)?\s?[:：|]\s?\w{3}|"
    r"^\W{0,4}数据(?:来源|源)[\d一二三四五六七八九十]?\s?[:：|]\s?\w{2}",
    re.I,
)
# "data/faq.md", "sales_2023.csv": what a section on data holds
_FILE = re.compile(r"(?<![\w.-])[\w./-]{2,80}\.(?:csv|jsonl?|parquet|xlsx|tsv|md|pdf|txt)(?!\w)", re.I)
# a data file of the project by its path: "/data/labels.csv"
_DATA_FILE = re.compile(r"(?<![\w.])/?data/[\w./*-]{2,60}\.(?:csv|jsonl?|parquet|xlsx|tsv|txt)(?!\w)")
_TABLE_FILE = re.compile(r"\W{0,4}[\w./-]{2,80}\.(?:csv|jsonl|parquet|xlsx|tsv)\W{0,4}", re.I)
# A table's column that tells what each row's model learned from.
_COLUMN = re.compile(
    r"\W{0,3}(?:(?:pre-?|fine-?)?training (?:data|set|corpus|data ?sets?)|(?:pre-?)?trained on|"
    r"(?:预训练|训练|微调)(?:数据|语料|集|数据集|所用数据))\W{0,3}",
    re.I,
)
_CELL = re.compile(r"\b[A-Z][A-Za-z&.-]{2,40}|《|(?:语料|数据集)\b")
_SOURCE_COLUMN = re.compile(r"\W{0,3}(?:data sources?|sources? of data|数据(?:来源|源))\W{0,3}", re.I)
# "recommends only from the user's saved recipes": what is there is all there is to choose from
_CHOSEN = re.compile(
    r"\b(?:recommend|suggest|match|draw|rank|pick|choos|quot|answer)[a-z]{0,6}\b[^.;,]{0,50}?\bfrom "
    r"(?:the |a |an |its |our )?(?:[\w-]{1,20}(?:'s|’s)? ){0,2}?"
    r"(?:own|existing|saved|curated|approved|internal|published|vetted|licensed) (?:[\w-]{1,20} ){0,2}"
    r"(?:collection|library|catalog(?:ue)?|inventory|menu|bank|database|list|recipes|playlists?|documents|articles|posts)\b|"
    r"基于[^，。；]{0,6}(?:已发布|站内|本站|本店|店内|自有)的?[^，。；]{0,4}(?:文章|博客|文档|商品|菜品|课程|案例)[^，。；]{0,16}(?:回答|提问|生成|推荐)|"
    r"(?:推荐|匹配|选取|抽取|取)[^，。；]{0,8}自[^，。；]{0,8}(?:自己|自有|已有|收藏)[^，。；]{0,8}(?:库|列表|记录|收藏)|"
    r"从[^，。；]{0,12}(?:自己|自有|已有|收藏|浏览)[^，。；]{0,8}(?:库|列表|清单|记录|历史|收藏)[^，。；]{0,4}(?:推荐|匹配|选取|抽取)",
    re.I,
)
# "7 本医学教材"
_VOLUMES = re.compile(
    r"[\d一二两三四五六七八九十]{1,4}\s?(?:本|部|册)[^，。；]{0,14}?"
    r"(?:教材|教科书|课本|词书|词典|字典|手册|指南|法规|法律|著作|名著|文集|全集|小说|古籍|题库|试卷|真题)"
)
_BUILT_IN = re.compile(
    r"(?:内置|预置|预设|自带|预装)[^，。；]{0,14}(?:词书|词库|词表|题库|教材|语料|知识|素材|案例|菜谱|食谱|话术|法规)"
    r"[^，。；]{0,6}[(（:：][^()（）。]{2,60}[、,，《]"
)
_LOADED = re.compile(
    r"(?:导入|上传|录入|摄取|收录)[^。；]{4,80}|\b(?:ingest|import|upload|load|index)[a-z]{0,3}\s[^.;]{8,160}", re.I
)
# "the tone is learned from past e-mails"
_WRITINGS = (
    r"(?:past|sent|previous|own|published)\s(?:[\w-]{1,20} )?"
    r"(?:e-?mails|posts|articles|writings?|documents|essays|videos|letters)"
)
_MANNER = r"(?:tone|style|voice|phrasing)"
_OWN_MANNER = re.compile(
    rf"\b{_WRITINGS}\b[^.;]{{0,60}}\b{_MANNER}\b|\b{_MANNER}\b[^.;]{{0,60}}\b{_WRITINGS}\b|"
    r"(?:历史|过往|以往|已发|自己的)[^，。；]{0,6}(?:邮件|文章|笔记|文案|帖子|作品|稿件)[^。；]{0,16}(?:语气|文风|风格|口吻)|"
    r"(?:语气|文风|风格|口吻)[^。；]{0,16}(?:历史|过往|以往|已发|自己的)[^，。；]{0,6}(?:邮件|文章|笔记|文案|帖子|作品|稿件)",
    re.I,
)
_DRAWN = re.compile(
    r"从(?!用户|前端|后端)[^，。；]{2,16}?(?:拉取|获取|抽取|导出|汇总|采集)|"
    r"\b(?:exported|pulled|extracted|drawn|gathered|compiled|sampled|sourced|scraped|assembled)\s"
    r"(?:daily |weekly |nightly |automatically )?from (?!(?:the )?users?\b)\w",
    re.I,
)
_FEWEST_FIELDS = 3
_LONGEST_LIST = 160  # characters; what lists kinds of data in more says much else
# "RAG over the diary", "embeddings of PRDs"
_INDEXED = re.compile(
    r"\bRAG (?:over|on|across)\b|\bembeddings? (?:of|for|from)\b|"
    r"\b(?:retrieval|semantic search|vector search) (?:over|across)\b|"
    r"\bvectori[sz](?:e|es|ed|ing)\b|向量化|(?:建立|构建)[^，。；]{0,6}索引",
    re.I,
)
_SEMANTIC = re.compile(r"\bsemantic|\bembedding|\bvector|\bknowledge base|\bRAG\b|语义|向量|知识库", re.I)
# "search across conversations, bugs and documents"
_SEARCHED = re.compile(
    r"\b(?:search(?:es|ing)?|find|retriev(?:e|es|al|ing)|index(?:es|ed|ing)?|embed(?:s|ded|dings?)?|vectors?|process)\b"
    r"[^.;]{3,120}|(?:检索|搜索|索引|召回|向量)[^。；]{3,60}|[^。；]{3,60}(?:生成向量|建立索引|构建索引|向量化|语义检索|语义搜索)",
    re.I,
)
_LEARNT_ON = re.compile(r"在[^，。；]{0,6}[A-Z][\w-]{2,30}[^，。；]{0,30}上[^，。；]{0,8}(?:微调|训练)")
_PROMPTED = re.compile(
    r"\bsystem[ _]?prompt\b[^.;]{0,50}\b(?:includ|contain|embed|hold|provid|carr)[a-z]{0,4}\b[^.;]{0,60}"
    r"\b(?:content|information|knowledge|facts|catalog(?:ue)?|documents?|pages|policies)\b",
    re.I,
)
_AS_TRAINING = re.compile(
    r"(?:作为|用作)[^，。；]{0,6}训练(?:数据|样本|语料|集)|训练数据源|"
    r"\b(?:used?|uses|serv(?:e|es|ed|ing)|kept|saved|stored|collected|exported|added|reused|fed|contribut(?:e|es|ed))\b"
    r"[^.;,]{0,30}\bas (?:the )?(?:model )?training (?:data|set|examples|samples)\b",
    re.I,
)
# "the same data as Llama 2"
_SAME_DATA = re.compile(
    r"\bsame (?:[\w-]{1,20} ){0,2}(?:data|data ?sets?|corpus|corpora|mixture) "
    r"(?:used )?(?:as|for|to train) (?:the )?[A-Z]|"
    r"[与和同][^，。；]{0,6}[A-Z][\w.-]{1,20}[^，。；]{0,8}(?:相同|一致|同样|一样)的?[^，。；]{0,6}(?:数据|语料)|"
    r"沿用[^，。；]{0,6}[A-Z][\w.-]{1,20}[^，。；]{0,12}(?:数据|语料)"
)
_YEARS = re.compile(
    r"\b\d{1,2}\+?[- ](?:years?|months?)\b[^.;]{0,60}\b(?:data|records|history|logs|transactions|tickets|statements)\b|"
    r"\b(?:data|records|history|logs)\b[^.;]{0,40}\bsince (?:19|20)\d\d\b|"
    r"(?:过去|近|最近|历史)[\d一二三四五六七八九十两]{1,3}个?[年月][^，。；]{0,12}(?:数据|记录|工单|日志|资料|病历|案例|样本)",
    re.I,
)
_LIBRARY = r"[一-鿿]{1,5}(?<!数据)(?<!向量)(?<!关系)(?<!缓存)(?<!知识)(?<!代码)库"
_LIBRARIES = re.compile(rf"{_LIBRARY}[、/+＋和及与]\s?{_LIBRARY}")
# "sam.gov, gao.gov": where it is got, not a link to it
_DOMAIN = r"(?<![\w/@.-])[\w-]{2,30}(?:\.[\w-]{2,20})?\.(?:gov|edu|org|com|net|io|ca|uk|eu|cn)\b(?!/\w)"
_DOMAINS = re.compile(rf"{_DOMAIN}[^.;]{{1,20}}{_DOMAIN}|\b(?:from|sources?:?|queries to)\s(?:the\s)?{_DOMAIN}", re.I)
# "recordings were gathered at three hospitals", 由两名医生标注
# "past scores with labels (hired vs rejected)"
_LABELS_OF = re.compile(
    r"\blabels?\s?\([^()]{0,30}(?:\bvs\b|/|\b[01]\s?=)[^()]{0,30}\)|标签[（(][^()（）]{0,20}(?:/|、|[01]\s?=)[^()（）]{0,20}[)）]",
    re.I,
)
_GATHERED = re.compile(
    r"\b(?:data|images|photos|recordings|samples|cases|records|tickets|patients|texts|sentences|calls|documents)\b"
    r"[^.;]{0,30}?\b"
    r"(?:gathered|collected|recorded|acquired|captured|taken|photographed|obtained|exported|annotated|labell?ed) "
    r"(?:with [\w ]{3,24} )?(?:at|in|from|by|between|during|across)\s(?!(?:the|our) (?:model|user)s?\b)\w|"
    r"(?:数据|样本|图像|影像|病历|语料|录音)[^，。；]{0,20}(?:采集|收集|拍摄|录制)[自于]|由[^，。；]{1,12}(?:医生|专家|人员|团队|标注员|律师|教师)[^，。；]{0,6}标注",
    re.I,
)
# what a list of sources calls free to take: "public hiking guides"
_FREE_TO_TAKE = re.compile(
    r"\bpublic(?:ly available)? (?:[\w-]{1,20} ){0,2}"
    r"(?:guides|guidelines|textbooks|articles|papers|records|datasets|websites)\b|"
    r"公开[^，。；]{0,8}(?:指南|科普|资料|教材|标准|论文|文章|数据集|课程)",
    re.I,
)
_RECORDS = re.compile(r"\b(?:data|histor|record|log|behavio)|数据|记录|行为|日志|历史", re.I)
_SET = (
    r"(?:corpus|corpora|collection|treebank|archive|data ?set|database|benchmark|dump|logs|records|reviews|comments|"
    r"transcripts)"
)
# "trained on the Brown Corpus", "用 HDFS 历史日志训练": no data set that is widely known, but one that has a name
_TRAINED_ON_NAME = re.compile(
    rf"\b(?i:(?:re|pre-?)?train(?:s|ed|ing)?|fine-?tun(?:es?|ed|ing))\b[^.;]{{0,40}}?"
    rf"\b(?i:on|from|with)\s(?:the\s|a\s)?(?:{_NAME}\s){{1,4}}(?:[a-z-]{{2,12}} )?(?i:{_SET})\b|"
    r"(?:用|以|基于|利用|使用)[^，。；]{0,8}[A-Z][A-Za-z]{2,12}[^，。；]{0,10}(?:日志|记录|数据|样本|语料)"
    r"[^，。；]{0,6}(?:训练|微调)"
)
_PEOPLE_TRAINED = re.compile(
    r"\b(?:staff|employees?|agents|users|people|crews?|clerks|operators|volunteers|teams?) "
    r"(?:\w+ )?(?:are|is|were|was|be) trained\b|员工|人员|新人|学员",
    re.I,
)
# "answers from the whole book", "基于诗经、楚辞等古典文献": told by what it is, be it small
_WHOLE_WORK = re.compile(
    r"\b(?:based on|grounded in|answers? (?:\w+ )?from|answers? [^.;]{0,20}\busing) (?:the|our|its) "
    r"(?:full|entire|whole|complete) (?:[\w-]{1,20} ){0,2}"
    r"(?:book|textbook|manual|handbook|course|curriculum|documentation|catalog(?:ue)?|website)\b|"
    r"(?:基于|取材于|源自|出自|来自)[^，。；]{1,12}[、和与及][^，。；]{1,12}等[^，。；]{0,6}"
    r"(?:文献|典籍|古籍|法规|教材|资料|书籍|著作|语料)",
    re.I,
)
_HOW_MANY = (
    r"(?:over |more than |about |some |around )?(?!(?:19|20)\d\d\b)\d[\d,]{2,9}\+?\s(?:[\w-]{1,20}\s){0,2}[a-z]{3,}"
)
_HOLDING = r"(?:database|knowledge base|corpus|collection|library|index|catalog(?:ue)?)"
# "a database of 1,500 universities", "retrieval runs over 12,000 tickets": what is searched and how much there is of it
_SIZED_STOCK = re.compile(
    rf"\b{_HOLDING} (?:of|with|containing|holding) {_HOW_MANY}|"
    rf"\b{_HOW_MANY} in (?:the|our|its) (?:\w{{1,20}} )?{_HOLDING}\b|"
    rf"\b(?:retriev|search|look|match|compar)[a-z]{{0,5}}\b[^.;]{{0,30}}\b(?:over|across|against|through|with) "
    rf"(?:the |our |its )?{_HOW_MANY}|"
    r"(?:库|知识库|题库|语料库)(?:收录|包含|覆盖|涵盖|共|现有|内有)[^，。；]{0,8}?\d[\d,]{1,9}\s?[万余多]{0,2}\s?"
    r"(?:条|所|个|篇|份|道|部|本|首|张|种)",
    re.I,
)
_AND = re.compile(r",(?! and\b| or\b)|\band\b|[、和及与]")
_PART = re.compile(r"[,，、;；/+＋]")


def read_data_source(utterance: Utterance, *, card: bool) -> Reading | None:
    """A statement of where data comes from in words other than those of a data set."""
    if utterance.block.kind == "front-matter":
        named = utterance.block.info.startswith("datasets") and not utterance.has("data.unnamed")
        return Reading((), _FRONT_MATTER) if named else None
    announced = "section.data-sources" in utterance.heading_marks
    if utterance.block.kind == "code":
        return Reading((), _TAKEN) if announced and _TABLE_FILE.fullmatch(utterance.text) else None
    if _is_told_by_column(utterance):
        return Reading((), _OUTSIDE)
    material = utterance.has("data.material") or utterance.has("data.holding")
    if _is_given(utterance, material=material) or _is_learnt(utterance, card=card):
        return Reading((), _GIVEN)
    if utterance.has("data.passed-on"):
        return None
    if _names_outside(utterance):
        of_kind = apart(utterance, ("data.material", "data.holding"), "data.outside")
        taken, several = _is_taken(utterance), _distinct(utterance, "outside") > 1
        if of_kind or taken or several:
            return Reading((), _OUTSIDE if several or (of_kind and taken) else _TAKEN)
    if _is_got(utterance, material=material) or _is_listed(utterance, material=material):
        return Reading((), _TAKEN)
    return None


def _names_outside(utterance: Utterance) -> bool:
    """Whether somebody is named who offers data, other than as what something is like ("PubMed style", 像知乎一样)."""
    text = utterance.text
    return any(
        not (
            _LIKENED.search(text[max(start - _JUST_BEFORE, 0) : start]) or _STYLED.match(text[end : end + _JUST_BEFORE])
        )
        for start, end in utterance.marks.get("data.outside", ())
    )


def _is_taken(utterance: Utterance) -> bool:
    """Whether something is taken, or comes through a channel."""
    return utterance.has("data.taking") or utterance.has("data.channel")


def _is_got(utterance: Utterance, *, material: bool) -> bool:
    """Whether data is got from an outlet by its name."""
    text = utterance.text
    if (material or utterance.has("ai.name")) and _FROM_CHINESE.search(text):
        return True
    if utterance.has("plain"):
        return False
    if material and any(_names_an_outlet(utterance, p) for p in (_FROM_NAME, _NAMED_CHANNEL, _CHINESE_CHANNEL)):
        return True
    return utterance.has("data.taking") and (
        any(_names_an_outlet(utterance, p) for p in (_FROM_NAMES, _OUTLET)) or bool(_DOMAINS.search(text))
    )


def _names_an_outlet(utterance: Utterance, pattern: re.Pattern[str]) -> bool:
    """Whether a match names neither the provider of a model nor what holds a user's own things."""
    marks = utterance.marks
    others = [place for c in ("model.named", "model.generic", "data.accounts") for place in marks.get(c, ())]
    return any(
        not any(match.start() < end and start < match.end() for start, end in others)
        for match in pattern.finditer(utterance.text)
    )


def _is_given(utterance: Utterance, *, material: bool) -> bool:
    """Whether a known kind of documents is indexed for a model or put into its prompt."""
    text = utterance.text
    if material and _INDEXED.search(text):
        return True
    if utterance.has("data.feeding") and apart(
        utterance, ("data.material", "data.holding"), "data.memory", "data.manner"
    ):
        return True
    if utterance.has("data.indexing") and utterance.has("ai.name") and _distinct(utterance, "material") > 1:
        return True
    if utterance.has("data.embedded") and _distinct(utterance, "fields") >= _FEWEST_FIELDS:
        return True
    if _SEMANTIC.search(text) and _searches_kinds(utterance):
        return True
    if "data.headings" in utterance.heading_marks and _DATA_FILE.search(text):
        return True
    if _holds_several(utterance):
        return True
    if _is_loaded(utterance) or _VOLUMES.search(text) or _BUILT_IN.search(text) or _CHOSEN.search(text):
        return True
    timed = any(q.kind in ("duration", "throughput") for q in utterance.quantities)  # how much it must bear
    found = any(utterance.has(concept) for concept in ("capability.retrieve", "ai.name", "data.terms"))
    if _WHOLE_WORK.search(text) or (found and not timed and _SIZED_STOCK.search(text)):
        return True
    return bool(_PROMPTED.search(text)) or (utterance.has("capability.retrieve") and bool(_LIBRARIES.search(text)))


def _holds_several(utterance: Utterance) -> bool:
    """Whether a knowledge base is told by three or more things that it holds."""
    if not (utterance.has("data.stock") and utterance.has("data.holds")) or utterance.has("data.managing"):
        return False
    return len(_AND.findall(utterance.text)) + 1 >= _SEVERAL


def _is_learnt(utterance: Utterance, *, card: bool) -> bool:
    """Whether a model learns from records of a told kind, time or place."""
    text = utterance.text
    learns = utterance.has("data.learning")
    if learns and _distinct(utterance, "behaviours") > 1 and _RECORDS.search(text):
        return True
    if (learns or utterance.has("data.historical")) and _YEARS.search(text):
        return True
    if (learns or card) and _GATHERED.search(text):
        return True
    spoken = utterance.has("data.terms") and utterance.has("data.training")
    if spoken and _DRAWN.search(text):
        return True
    if utterance.has("data.historical") and _LABELS_OF.search(text):
        return True
    if learns and _SAME_DATA.search(text):
        return True
    if _TRAINED_ON_NAME.search(text) and not _PEOPLE_TRAINED.search(text):
        return True
    return any(pattern.search(text) for pattern in (_AS_TRAINING, _LEARNT_ON, _OWN_MANNER))


def _is_listed(utterance: Utterance, *, material: bool) -> bool:
    """Whether a line under a heading that announces sources names one, or several kinds of data."""
    if "section.data-sources" not in utterance.heading_marks or utterance.block.kind not in ("item", "row"):
        return False
    if utterance.has("data.managing"):
        return False
    several = len(_PART.findall(utterance.text)) + 1 >= _SEVERAL and not utterance.text.endswith("。")
    if utterance.has("data.self-made") or _FREE_TO_TAKE.search(utterance.text):
        return True
    material = apart(utterance, ("data.material", "data.holding"), "data.behaviours")
    return (material and several) or bool(_LABELLED.search(utterance.text) or _FILE.search(utterance.text))


def _is_told_by_column(utterance: Utterance) -> bool:
    """Whether the column of a table that tells what was learned from holds a name."""
    block = utterance.block
    return block.kind == "row" and any(
        (_COLUMN.fullmatch(header) and _CELL.search(cell.text))
        or (_SOURCE_COLUMN.fullmatch(header) and (utterance.has("data.material") or utterance.has("data.outside")))
        for header, cell in zip(block.header, block.cells, strict=False)
    )


def _is_loaded(utterance: Utterance) -> bool:
    """Whether documents of several told kinds are brought in ("import the product FAQ, resolved cases, SOPs")."""
    places = utterance.marks.get("data.material", ())
    return (
        len(utterance.text) <= _LONGEST_LIST
        and not utterance.has("data.managing")
        and any(
            len(_PART.findall(match.group())) >= _SEVERAL - 1
            and len({utterance.text[a:b].lower() for a, b in places if match.start() <= a < match.end()}) >= _SEVERAL
            for match in _LOADED.finditer(utterance.text)
        )
    )


def _searches_kinds(utterance: Utterance) -> bool:
    """Whether a list of several told kinds of documents is searched by meaning."""
    text = utterance.text
    manner = utterance.marks.get("data.manner", ())
    places = [p for p in utterance.marks.get("data.material", ()) if p not in manner]
    return any(
        len({text[a:b].lower() for a, b in places if match.start() <= a < match.end()}) >= _SEVERAL - 1
        for match in _SEARCHED.finditer(text)
    )


def _distinct(utterance: Utterance, role: str) -> int:
    """How many different terms of a concept stand in the text."""
    return len({utterance.text[start:end].lower() for start, end in utterance.marks.get(f"data.{role}", ())})
