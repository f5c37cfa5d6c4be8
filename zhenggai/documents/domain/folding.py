"""Folding for reading: full width to half, traditional to simplified, one character for one character.

Because each character folds to exactly one, a place in the folded text is the same place in the original,
and what is shown to people is always cut from the original.
"""

from __future__ import annotations

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = {
    "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
    "﹑": "、", "｡": "。", "﹒": ".", "﹐": ",", "﹔": ";", "﹕": ":", "：": ":", "∶": ":", "︰": ":",
    "﹙": "(", "﹚": ")", "❨": "(", "❩": ")", "［": "[", "］": "]", "﹝": "〔", "﹞": "〕",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": "“",
    "–": "—", "―": "—", "‒": "—", "‐": "-", "‑": "-", "−": "-", "－": "-", "﹣": "-", "─": "—", "━": "—", "～": "~", "〜": "~",
    "○": "〇", "◯": "〇", "＠": "@", "﹫": "@",
}  # fmt: skip
# Traditional characters that the grammar's words use, each followed by its simplified form.
_TRADITIONAL = (
    "關关於于對对問问題题視视組组黨党縣县區区開开進进報报實实發发現现將将會会議议責责領领導导"
    "確确見见聯联繫系電电話话郵邮編编碼码號号幹干個个項项類类條条時时間间從从應应規规範范務务"
    "業业產产單单貫贯徹彻習习學学論论傳传達达處处理理續续長长堅坚鞏巩動动態态機机構构織织紀纪"
    "檢检監监審审計计財财經经費费違违過过還还嚴严謹谨鬆松軟软緩缓遲迟後后滯滞補补漏漏脫脱節节"
    "薄薄弱弱環环缺缺執执強强壓压緊紧細细緻致徑径銷销辦办結结齊齐備备質质賬账帳账簽签約约"
    "錢钱購购館馆員员書书記记統统籌筹協协調调標标準准體体臺台歷历屆届輪轮鎮镇鄉乡團团場场藝艺術术"
    "馬马風风養养衛卫國国際际華华東东門门職职權权競竞選选舉举評评價价獎奖懲惩談谈訪访詢询證证據据"
    "階阶段段階阶劃划訂订設设納纳網网維维護护穩稳險险患患擔担當当試试點点驗验舊旧並并與与為为無无"
    "鬥斗爭争觀观聽听讀读寫写復复雜杂難难讓让義义親亲圖图園园廠厂廣广張张陽阳陰阴陸陆隊队雙双飛飞"
    "鍵键鏈链鑒鉴閉闭闊阔隱隐離离額额願愿顯显頭头頁页預预須须順顺勵励勞劳勢势勝胜噸吨嚮向圍围壞坏"
    "夠够夾夹奪夺婦妇寧宁寬宽層层屬属歲岁幣币幫帮庫库彙汇彈弹德德憑凭戰战戲戏戶户拋抛掛挂採采換换揮挥"
    "損损擁拥擇择擊击擋挡據据擴扩擺摆攔拦收收敗败敘叙數数斷断昇升暢畅暫暂曉晓書书朮术樓楼樣样橋桥檔档"
    "歡欢歸归殘残殺杀氣气決决沒没況况淨净減减測测溝沟滿满漢汉潔洁澤泽濟济瀏览災灾爲为牽牵狀状獨独獲获"
    "產产畢毕畫画異异療疗盡尽盤盘矚瞩礎础禮礼稅税種种稱称積积窮穷竊窃筆笔簡简糧粮紅红級级純纯納纳紙纸"
    "終终給给絕绝絡络綜综綠绿績绩綱纲網网緣缘縮缩總总繼继缺缺罰罚羅罗聖圣聞闻聲声職职腦脑臨临興兴舉举"
    "艱艰蘇苏處处虛虚號号蟲虫衝冲術术裝装裡里製制複复覆覆覺觉覽览觸触訓训討讨詞词詳详誠诚誡诫語语誤误"
    "說说課课諉诿諮咨謀谋講讲謝谢識识譽誉變变豐丰負负貢贡貧贫貨货販贩貪贪貸贷貿贸資资賓宾賞赏賠赔賦赋"
    "賴赖趕赶趨趋跡迹踐践蹤踪車车軌轨軍军軟软較较載载輔辅輕轻輝辉輯辑輸输轄辖轉转農农運运遊游遠远適适"
    "遷迁遺遗邊边鄰邻醫医針针鈔钞鋪铺錄录錯错鎖锁閱阅陳陈際际隨随難难雲云靈灵靜静響响頓顿頒颁頻频顧顾"
    "饋馈創创飯饭館馆馳驰駐驻騎骑騙骗驅驱驟骤體体鬆松魚鱼鮮鲜鳥鸟麗丽麥麦黃黄齡龄龍龙"
)
_SIMPLIFIED = dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))
TRADITIONAL = frozenset(old for old, new in _SIMPLIFIED.items() if old != new)
_FOLDS = {old: new for old, new in (_WIDE | _SIGNS | _SIMPLIFIED).items() if old != new}
_FOLDED = frozenset(_FOLDS)


def fold(text: str) -> str:
    """Give `text` in half width and simplified characters; the result has exactly as many characters."""
    for char in _FOLDED.intersection(text):
        text = text.replace(char, _FOLDS[char])
    return text
