"""Characters that sound like those of labels and keys: typing by sound may pick a wrong one (``铲除指标``).

The table contains the characters of GB 2312's first level that are pronounced like one of a label; tones are ignored.
"""

from __future__ import annotations

_ALIKE = (
    "产搀蝉馋谗缠铲阐颤 出初橱厨躇锄雏滁除楚础储矗搐触处畜 效萧硝霄哮嚣销消宵淆晓小孝校肖啸笑 "
    "益意一壹医揖铱依伊衣颐夷遗移仪胰疑沂宜姨彝椅蚁倚已乙矣以艺抑易邑屹亿役臆逸肄疫亦裔毅忆义溢诣议谊译异翼翌绎 "
    "果锅郭国裹过 满瞒馒蛮蔓曼慢漫谩 度督毒犊独读堵睹赌杜镀肚渡妒 "
    "数蔬枢梳殊抒输叔舒淑疏书赎孰熟薯暑曙署蜀黍鼠属术述树束戍竖墅庶漱恕 量粮凉梁粱良两辆晾亮谅 "
    "质指值芝枝支吱蜘知肢脂汁之织职直植殖执侄址止趾只旨纸志挚掷至致置帜峙制智秩稚炙痔滞治窒 "
    "时实施匙师失狮湿诗尸虱十石拾食蚀识史矢使屎驶始式示士世柿事拭誓逝势是嗜噬适仕侍释饰氏市恃室视试似 "
    "成撑称城橙呈乘程惩澄诚承逞骋秤 本奔苯笨 经境荆兢茎睛晶鲸京惊精粳井警景颈静敬镜径痉靖竟竞净 "
    "济绩击圾基机畸稽积箕肌饥迹激讥鸡姬缉吉极棘辑籍集及急疾汲即嫉级挤几脊己蓟技冀季伎祭剂悸寄寂计记既忌际妓继纪藉 "
    "社奢赊蛇舌舍赦摄射慑涉设 会灰挥辉徽恢蛔回毁悔慧卉惠晦贿秽烩汇讳诲绘 生声甥牲升绳省盛剩胜圣 "
    "态胎苔抬台泰酞太汰 可坷苛柯棵磕颗科壳咳渴克刻客课 持吃痴池迟弛驰耻齿侈尺赤翅斥炽 "
    "续墟戌需虚嘘须徐许蓄酗叙旭序恤絮婿绪吁 影英樱婴鹰应缨莹萤营荧蝇迎赢盈颖硬映 "
    "响象项相厢镶香箱襄湘乡翔祥详想享巷橡像向 "
    "服佛夫敷肤孵扶拂辐幅氟符伏俘浮涪福袱弗甫抚辅俯釜斧腑府腐赴副覆赋复傅付阜父腹负富讣附妇缚咐 "
    "务巫呜钨乌污诬屋无芜梧吾吴毋武五捂午舞伍侮坞戊雾晤物勿悟误 对堆兑队 环欢桓缓换患唤痪豢焕涣宦幻 "
    "公工攻功恭龚供躬宫弓巩汞拱贡共 众中盅忠钟衷终种肿重仲 受收手首守寿授售瘦兽 "
    "周舟州洲诌粥轴肘帚咒皱宙昼骤 期欺栖戚妻七凄漆柒沏其棋奇歧畦崎脐齐旗祈祁骑起岂乞企启契砌器气迄弃汽泣讫 "
    "目拇牡亩姆母墓暮幕募慕木睦牧穆 年蔫拈碾撵捻念辗 当挡党荡档 标彪膘表 "
    "完豌弯湾玩顽丸烷碗挽晚皖惋宛婉万腕 "
)
_SOUNDS = str.maketrans({char: sound[0] for sound in _ALIKE.split() for char in sound})


def sounds(text: str) -> str:
    """A text with one character for all that sound alike, of the same length.

    >>> sounds("铲除指标") == sounds("产出指标"), sounds("产生指标") == sounds("产出指标")
    (True, False)
    """
    return text.translate(_SOUNDS)
