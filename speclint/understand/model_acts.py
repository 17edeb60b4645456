"""Tell where a text has a learned model do something, though it names neither AI nor the model."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENGLISH = re.compile(
    r"\b(?:an?|the|our|one|each|every|this|its|by|via|through|with)\s(?:[\w-]{2,20}\s){0,3}models?\b"
    r"(?!\s(?:of|for|number|name|year|railway|railroad|code|version|layer|class|view|file|field|"
    r"builder|selection|list)\b)",
    re.I,
)
_ENGLISH_ACT = re.compile(
    r"^\s(?:that\s|which\s|then\s|also\s|first\s|automatically\s)?(?:can|will|may|must|shall|should|"
    r"is trained|was trained|to)?\s?"
    r"(?!is\b|has\b|was\b|this\b|as\b)[a-z]{2,15}s\b|^\s(?:can|will|must|shall|should)\s[a-z]+",
    re.I,
)
_LEARNED = re.compile(
    r"\b(?:image|vision|visual|audio|speech|voice|language|text|document|classification|detection|regression|ranking|"
    r"matching|translation|segmentation|embedding|pose|chat|anomaly|drafting|time[- ]series|neural|convolutional|"
    r"recognition|prediction|predictive|forecasting?|scoring|recommendation|recommender|generative|multimodal|"
    r"pre-?trained|fine-?tuned|trained|propensity|similarity|summari[sz]ation|sequence|transformer|acoustic|"
    r"extraction|moderation|sentiment|diffusion|inference|learned|statistical|attribution|uplift)"
    r"(?:\s(?:and\s)?[\w-]{2,15})?\smodels?\b",
    re.I,
)
_CHINESE = re.compile(
    r"(?:由|用|让|經由|经|向|调用|採用|采用|使用|基于|小型|视觉|視覺|图像|圖像|图片|语音|語音|音频|"
    r"音訊|偵測|语言|語言|文本|"
    r"文档|检测|分类|分類|回归|匹配|排序|翻译|翻譯|分割|嵌入|姿态|对话|卷积|神经|时间序列|起草|推荐|"
    r"识别|辨識|预测|預測|"
    r"图文|多模态|异常|評分|评分|打分|相似|摘要|生成|训练好的|微调)[^，。；、\s]{0,4}模型"
    r"|模型(?:会|會|能|可以|将|將|从|從|按|根据|根據|依据|依據|依|判断|判斷|预测|預測|给|給|把|为|為|"
    r"对|對|认出|認出|说出|說出|"
    r"看|听|读|讀|画|找|比对|建议|建議|估计|估計|提出|统计|排出|输出|生成|识别|勾出|提醒|打分|评分|"
    r"推荐|选出|挑出|写|轉|转)"
)
_NOT = re.compile(r"(?:数据|領域|领域|权限|商业|业务|对象|定价|收入|三维|3D|物理|关系|威胁|安全|成熟度)模型")


def model_acts(text: str) -> Iterator[tuple[int, int]]:
    """Where a model is named as what acts: "a model ranks the bids", "检测模型找人"."""
    lowered = text.lower()
    if "model" in lowered:
        for match in _LEARNED.finditer(text):
            yield match.span()
        for match in _ENGLISH.finditer(text):
            if _ENGLISH_ACT.match(text[match.end() : match.end() + 60]) and " data model" not in match.group().lower():
                yield match.span()
    if "模型" in text and not _NOT.search(text):
        for match in _CHINESE.finditer(text):
            yield match.span()


_RATE = re.compile(r"[㐀-鿿]{2}率(?!先|领|军)")
_NO_QUALITY = re.compile(
    r"(?:频|概|机|几|效|利|税|比|帧|速|功|汇|倍|心|费|毛利|分辨|使用|留存|转化|占用|增长|折扣|活跃|打开|付费|渗透|流失|"
    r"刷新|采样|覆盖|在线|可用|利用|命中缓存|丢包|崩溃|汇|点击|到课|出勤|复购|续费|回购|获客|下载)率$"
)


def chinese_rates(text: str) -> Iterator[tuple[int, int]]:
    """Where a rate is named in Chinese that measures an output, whatever it is called: 缺失率, 自检率, 误触率."""
    if "率" in text:
        for match in _RATE.finditer(text):
            if not _NO_QUALITY.search(match.group()):
                yield match.span()
