"""Names and architectures of models that no vocabulary lists, known by how they are formed."""

from __future__ import annotations

import re

# a word that tells that what it heads or stands before is a model
_KEY = r"(?:models?|checkpoints?|backbones?|weights|encoders?|embeddings?|base|模型|底座|基座|权重|骨干网络|主干网络)"
_REPOSITORY_NAME = r"[A-Za-z][A-Za-z0-9_-]{1,38}/(?![A-Za-z0-9_]{1,40}\()[A-Za-z0-9][A-Za-z0-9_.-]{2,80}"
_NAMED_AFTER_KEY = re.compile(
    r"(?:" + _KEY + r"(?:[ _-]?(?:id|name|path|名称|名))?[\"'`*]{0,3}\s?(?:[:：=|]|is\b|from\b|为|是|来自)|"
    r"\b(?:fine-?tuned|distilled|adapted|initiali[sz]ed)\s(?:version\s)?(?:from|of)\b)\s?(?:hf:)?[\"'`*\[]{0,3}"
    r"(" + _REPOSITORY_NAME + r")(?![A-Za-z0-9/])",
    re.I,
)
_SIZED_REPOSITORY = re.compile(
    r"(?<![A-Za-z0-9_/.@:-])[A-Za-z][A-Za-z0-9_-]{1,38}/[A-Za-z0-9][A-Za-z0-9.]{0,30}[-_]"
    r"(?:[A-Za-z0-9.]{1,20}[-_]){0,4}\d{1,3}(?:\.\d{1,2})?[bm](?![A-Za-z0-9/])",
    re.I,
)
_FILE = re.compile(r"\.(?:md|py|js|ts|json|ya?ml|txt|csv|html|com|org|io|ai|sh|go|java|ipynb|png|jpe?g)$", re.I)
_LIKE_A_NAME = re.compile(r"/[A-Za-z0-9.]*[-_\d]")  # of two plain words either may stand: "input/output"
# a name with the number of its parameters: Nimbus-3B, VisualGLM-6B
_SIZED = re.compile(
    r"(?<![A-Za-z0-9_/.-])(?=[A-Z][A-Za-z0-9_.-]{0,30}[a-z])[A-Z][A-Za-z0-9_.-]{1,40}[-_]\d{1,3}(?:\.\d{1,2})?B(?![A-Za-z0-9])"
)
# a name that ends as those of a family do: PhoBERT, OSNet; networks of computers and data sets end so, too
_FAMILY = re.compile(
    r"(?<![A-Za-z0-9_/.])(?!(?:V|Dot|Sub|Ether|Inter|Tel|Forti|Pay|Bot|Intra|Extra|Image|Word|Physio|Frame|Concept|How|Shape|Senti)Net)"
    r"[A-Z][A-Za-z0-9]{0,20}(?:[a-z0-9]-?(?:BERT|Bert|Former|GAN|VAE|JEPA|DETR)|(?:LSTM|CNN|RNN|GNN|GCN|SVM)|[A-Za-z]Net)"
    r"(?:[vV]?\d{1,2})?(?![A-Za-z])"
)
# a name behind a label that only a learned model has: "Base model: hviske-v3", "图片模型：Banana 2"
_LABELLED = re.compile(
    r"(?:\b(?:base|AI|LLM|language|chat|embedding|reranker|vision|image|video|speech|ASR|TTS|OCR|translation|pretrained|default|"
    r"primary|backup|fallback|foundation) model(?: name| id)?|"
    r"(?:大|底座|基座|基础|语言|图片|图像|视频|语音|嵌入|向量|识别|翻译|默认|主|备用|生成|对话|重排)模型(?:名称|名)?)"
    r"[\"'`*]{0,3}\s?(?:[:：|=]|is\b|为|是|采用|使用)\s?[\"'`*]{0,3}"
    r"(?=[A-Za-z][A-Za-z0-9_.+-]{0,40}(?: \d)?)(?![vV]\d)(?:[A-Za-z]{1,20}[A-Za-z0-9_.+-]{0,20}\d|[A-Z][a-z]{2,20} \d)",
    re.I,
)
# what a model is said to have been made from: "基于 VisualGLM 微调", "fine-tuned from KoMini-2"
_MADE_FROM = re.compile(
    r"\b(?:fine-?tuned|distilled|derived|adapted|initiali[sz]ed)\s(?:version\s)?(?:from|of)\s(?:the\s|a\s)?[\"'`*\[]{0,3}"
    r"[A-Z][A-Za-z-]{1,30}\d|"
    r"(?:基于|以|由)\s?(?!LLM|AI|Q?LoRA|GPU|PyTorch|Transformers|Prompt|Adapter|PEFT|SFT|DPO|RLHF|Embedding|P-)[A-Za-z][A-Za-z0-9_./-]{2,40}\s?(?:模型)?(?:进行)?(?:微调|蒸馏|为(?:底座|基座|基础模型|骨干|backbone))"
)
_HEAD_CLASS = re.compile(
    r"\b[A-Z][A-Za-z0-9]{2,20}For(?:Sequence|Token|Image|Audio)Classification\b|"
    r"\b[A-Z][A-Za-z0-9]{2,20}For(?:CausalLM|ConditionalGeneration|QuestionAnswering|MaskedLM|CTC)\b"
)
# an architecture told by its measures
_LAYERS = re.compile(r"(?<![\d.])\d{1,3}(?:\+\d{1,3})?(?:[- ](?:[a-z]{4,12}[- ])?layers?\b| ?层)", re.I)
_OF_A_NETWORK = re.compile(
    r"\b(?:transformer|encoder|decoder|hidden (?:size|layers?|units?|dim\w{0,8})|\d[- ]hidden|self-attention|"
    r"attention (?:heads?|layers?|blocks?)|\d{1,3}[- ]heads?|feed-?forward|MLP|neural|convolution\w{0,6}|recurrent|"
    r"perceptron|fully[- ]connected|d_model)\b|隐藏|隐层|注意力|编码器|解码器|卷积|全连接|感知机|神经|\d ?头",
    re.I,
)
_MEASURES = re.compile(r"\bd_model\b|\b(?:hidden (?:size|dim\w{0,8})|attention heads)\b|隐藏(?:层)?维度|注意力头", re.I)


def is_architecture(text: str) -> bool:
    """Whether a text tells of layers and what they are made of, as only a network has them."""
    if _LAYERS.search(text) and _OF_A_NETWORK.search(text):
        return True
    return bool(_MEASURES.search(text)) and any(c.isdigit() for c in text)


def names_a_repository(text: str) -> bool:
    """Whether a text gives a model as a hub does: `acme/mail-7b-chat`, or any such path behind "model:"."""
    if "/" not in text:
        return False
    sized = _SIZED_REPOSITORY.search(text)
    if sized and not _FILE.search(sized.group()):
        return True
    keyed = (match.group(1) for match in _NAMED_AFTER_KEY.finditer(text))
    return any(_LIKE_A_NAME.search(name) and not _FILE.search(name) for name in keyed)


def names_a_model(text: str) -> bool:
    """Whether a word is formed as the name of a model is, where the text is known to speak of one."""
    return bool(
        _LABELLED.search(text)
        or _MADE_FROM.search(text)
        or _SIZED.search(text)
        or _FAMILY.search(text)
        or _HEAD_CLASS.search(text)
    )
