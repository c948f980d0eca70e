"""Words that are no answer: a question back, a refusal to say, and not knowing."""

from __future__ import annotations

import re
from typing import Final

_REFUSES: Final = re.compile(
    r"^你们?(?:老|老是|一直|总|总是|怎么老|干嘛)问|把我当|不(?:想|方便|愿意?|肯|高兴|打算|必)(?:再)?(?:讲|说|告诉|透露|回答|答)|关你|管得着|凭(?:什么|啥)|问(?:这|那)个?(?:干|做)(?:嘛|吗|什么|啥)|"
    r"有(?:啥|什么)关系|(?:无可|不予)奉告|隐私|跳过|先不(?:说|填|答)|下一(?:个|题)|不(?:用|要)问|管(?:这|那)么多"
)
_UNKNOWN: Final = re.compile(
    r"没(?:怎么|太|有)?(?:留意|注意|打听|问过|在意|关心|量过|看过|数过)|(?:要|得|去|我去|等我|回去|回头)(?:先)?(?:去)?(?:看看|问问|问一下|看一下|打听|查一?查|查一下|确认一下)(?:再说|再讲|才知道|先|$)|(?:不|没)(?:太)?(?:清楚|知道|晓得|确定)|(?:要|得|让我|容我|等我)(?:先|去|再)*(?:看|查|问|翻)(?:一下|[看查问翻]|一[看查问翻])[^,，]{1,6}(?=$|[,，\s])|不在(?:手边|身边)|搞不(?:清|懂)|弄不(?:清|懂)|说不(?:清|准|好)|不好说|难说|[吃拿摸]不准|心里没数|看不懂|听不懂|不懂"
)
_ASKS_BACK: Final = re.compile(
    r"(?:啥|什么|咋|怎么)(?:叫|是|意思|算|区别)|(?:是|叫)(?:啥|什么|什么意思|啥意思)(?:$|[,，啊呀])|啥意思|哪(?:个|种|样)好|有(?:啥|什么)(?:区别|不同|两样)|(?:哪能|怎么)(?:选|填|讲|说|办)|(?:行|好|可以|算|要紧)(?:伐|不|么|吗)[?？]?$|(?:行不行|可不可以|好不好|能不能|可以不)[?？]?$|(?:伐|吗)[?？]?$"
)


def refuses(text: str) -> bool:
    """Whether somebody will not say: 「这跟办证有啥关系」."""
    return _REFUSES.search(text) is not None


def is_unknown(text: str) -> bool:
    """Whether somebody does not know: 「没留意，去看看再说」."""
    return _UNKNOWN.search(text) is not None


def asks_back(text: str) -> bool:
    """Whether somebody asks what is meant: 「啥叫自建网站啊」."""
    return _ASKS_BACK.search(text) is not None


def before_question(text: str) -> str:
    """What is told before a question at the end: 「租了个库，这个要紧吗」; empty where all asks or only supposes."""
    told = _LAST_CLAUSE.sub("", text)
    return "" if told == text or _ASKS_AT_ALL.search(told) or _SUPPOSES.search(text) else told


_LAST_CLAUSE: Final = re.compile(r"[,，。;；!！….]+[^,，。;；!！….]*$")
_ASKS_AT_ALL: Final = re.compile(r"[?？]|[吗伐]$|[吗伐][,，]|是不是|要不要|算不算|怎么|为什么|什么|啥")
_SUPPOSES: Final = re.compile(r"如果|要是|假如|万一|的话|假设")
