"""Words around a value that are no value: fillers, words that make it rough, questions, and words about something else."""

from __future__ import annotations

import re
from typing import Final

#: Words before a value that make it rough.
ROUGH_BEFORE: Final = (
    r"[≤≥<>]|大概其?|上(?=百)|大约|约合|大致|差不多|约莫|(?<![租合预长短签续])约(?!$|[,，])|估计|估摸着?|可能|也许|好像|应该|应当|印象中?|记得|接近|将近|快(?!餐|递)|近|小(?=[一两二三四五六七八九百])|不到|不足|不满|"
    r"至少|起码|最少|最多|顶多|至多|少说|撑死了?|充其量|不会?超过|不大于|不小于|不低于|超过|多于|少于|大于|小于|低于|高于|上下|毛估估?|目测|差不离有?"
)
#: Words after a value that make it rough.
ROUGH_AFTER: Final = r"左右|上下|\+|还?(?:差|缺)一?点+|还(?:差|缺)|[差缺](?:一?点+|$)|(?:稍微|略|还)?(?:出一?点+头?|[多超]一?点+|出头(?:一?点+)?)|开外|(?:\(含\)|含)?(?:及?以上|以内|以下|之内|往上)|(?:还|都|也)?(?:不到|不足|不满)一?点?|的样子|样子|光景|差不多了?|吧?大概|来着|前后|吧?应该|吧?好像|吧?可能|之间|顶天了?|打底|许|差不离"
#: Words that carry no value and may stand around one.
FILLER: Final = (
    r"嗯+|呃+|额|哦|噢|啊|呢|吧|哈|呀|哇|嘛|咯|喽|诶|哎|唉|喏|啦|嗳|那个|这个|就是说?|就|我想想|我看看|我算算|让我想想|等下|一共|总共|合计|全部|加起来|统共|总计|拢共|目前|现在|暂时|"
    r"我们?(?:这家|家)?的?|俺们?|咱们?的?|本店|小店|店里|店内|店面|店铺|门店|铺子|铺面|门面|这边|这里|里面|的话|的|了|是|有|为|在|要|算|按|填|写|您好|你好|老师|师傅|同志|亲|麻烦|谢谢您?|对|"
    r"正(?=[负零一二三四五六七八九十\d])|不多不少|正好|刚好|刚刚好|好的?|行|整|共|实际|实测|基本上?|平均|每|个|大小|只有|也就|也|才|不大|不小|不多|很小|蛮小|挺小|其实|反正|还|都|设|放|摆|准备|打算|计划|预计|大|不是很大|说|讲|租|"
    r"[\s,，。.、;；:：!！~～…()（）]"
)
#: The words ask something.
QUESTION: Final = re.compile(
    r"[吗么][?？。!！ ]*$|怎么|为什么|为啥|多少|什么|啥|哪|咋|是不是|能不能|可不可以|可以不|行不行|要不要|算不算|有没有|(?<![十百千万0])几[个点天年月平楼块][?？]"
)
#: Doubt about the own words: the value is rough.
UNCERTAIN: Final = re.compile(
    r"不太?清楚|不太?知道|不太?确定|不确切|没[^,，]{0,5}?(?:[量数称测]过?(?!的)|细算|算过|统计)|记不太?清|不记得|忘了|说不准|说不好|不一定|没准|[?？]"
)
#: A value that is told of each of several, or a share of one.
MULTIPLIED: Final = (
    r"的一半|的[二三四]分之|各(?:有)?(?=[零一二两三四五六七八九十百\d])|每(?:张|桌|家|人|个人|层|间|平|位|班)"
)
#: Words that make a value a mere condition, somebody else's, or another time's.
CONDITION: Final = r"如果|要是|假如|(?<![零一二三四五六七八九十百千])万一|够不?够|规定|要求|标准|想要|希望"
OTHERS: Final = r"隔壁|人家|别人|朋友|听说|别的|其他店|老店|上一家|上次填"
PAST: Final = r"以前|原来|原先|本来|之前|从前|上次|上回"
#: Words of a story about the value, not of the value.
TOLD: Final = r"太[多少大小长短高低贵]|(?<!差不)多了|用不了|用不着|昨天|问过|来过|来了|还没|没(?![量细数多几有])"
#: Words that make a value somebody else's, another time's or a mere condition.
ELSEWHERE: Final = re.compile(f"{MULTIPLIED}|{CONDITION}|{OTHERS}|{PAST}|{TOLD}")
#: Parts that nobody has added up, and what is left when a part is taken off: 「一楼四十二楼三十五」, 「除了大堂20平都是厨房」.
SHARES: Final = re.compile(
    r"^(?!.*(?:总共|一共|合计|加起来|总的|总计|共计))(?=.*(?:(?:一楼|楼上|前面|里面|东边|一家|一间|一个店).{0,4}[0-9一二三四五六七八九十].*(?:[二两]楼|楼下|后面|外面|西边|一家|一间|一个店).{0,4}[0-9一二三四五六七八九十]))"
    r"|一[间家层个张][^,，]{0,3}[0-9一二三四五六七八九十百]+平?米?.{0,2}(?:总共|一共|有|共)[0-9一二两三四五六七八九十]+[间家层个张]"
    r"|除了?.{0,14}(?:剩下|其余|其他|别的|都是|全是|还有)|(?:另外|此外)还有"
)
#: What follows counts: 「以前50，现在80」, 「楼上50楼下30，一共80」.
RESULT: Final = re.compile(
    r"现在|目前|如今|眼下|后来|其实[是有只]|(?:算上|加上|连上)我[^,，\d]{0,4}?(?=[0-9一二两三四五六七八九十])|[涨降减加砍谈讲压]到|扩[大建]?到|改成|改到|推到|挪到|移到|改在|改为|推迟到|延期?到|提前到|顺延到|变成|剩下?(?!.{0,8}(?:是|做|给|当))|总面积|合起来|总共|合计|加起来|总计|统共|拢共|总的"
)
#: What follows is a part of what was said: 「八十平，其中厨房二十」.
PART: Final = re.compile(r"其中|前(?=[半一二两三四五六七八九十\d])|里面有|包括|包含|含|除了|不算|不含|另外|还有")
#: The words tell a story or are no words of an answer: whatever they count is none.
STORY: Final = re.compile(
    r"跑了|去了|等了|打了|罚|核查|能?免(?!租)|排队|接孩子|哭了|生意(?=[好差不难清淡太忙火越])|断网|涨了|跌了|投诉|举报|热线|[/\\#$^*=<>{}\[\]|@&_]"
)


def longest_first(pattern: str) -> str:
    """The alternatives of a pattern, the longest before those it begins with: 店面 before 店. Groups stay whole."""
    found, depth = [""], 0
    for char in pattern:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if char == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += char
    return "|".join(sorted(found, key=len, reverse=True))
