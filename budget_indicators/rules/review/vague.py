"""Vague values: every word would suit almost any project."""

from __future__ import annotations

from ...model.nodes import Indicator
from ...model.taxonomy import BENEFIT
from ...patterns import lazy
from ..words import bare, is_rate, letters

# How much, without saying how much.
_HOW = (
    "进一步|逐步|逐年|逐渐|不断|持续|稳步|明显|显著|全面|大幅度?|大力|切实|有所|得到|取得|较大|较为|比较|更加"
    "|更为|日益|日趋|平稳|充分|积极|基本|极大|一定程度上?|一定|十分|非常|有效|长期|总体|整体"
    "|相对|适度|适当|尽可能|尽量|力争|努力|不同程度|较|很|更|均|都|能够|可以|足够|最大限度"
)
# A movement without a distance.
_MOVE = (
    "提高|提升|增强|改善|加强|优化|完善|下降|降低|减少|增加|推进|促进|好转|改进|巩固|保障|扩大|健全|规范|推动"
    "|落实|强化|加大|加快|深化|增长|改观|见效|运行|运作|运转|开展|满足|缓解"
    "|增进|助力|维护|营造|打造|夯实|拓展|提质|增效|赋能|保证|确保|实现|达到|达成|形成|得以|保持|符合|适应|发"
    "挥|体现|显现|凸显|向好|受益|认可|支撑|防范|预防|遏制|控制|杜绝|避免|消除|完成|执行|实施|推行|做好|抓好"
)
# A state that nobody measures.
_STATE = (
    "良好|较好|好|及时|正常|稳定|有效|到位|顺利|顺畅|规范|有序|平稳|合理|高效|较高|较强|较低|较少|高|强|达标|"
    "可持续|准时|按时|按期|如期|理想|可观|突出|可控|受控|安全|优质|优良服务|齐备|充足|充裕|和谐|便捷|便利"
    "|科学|严格|认真|妥善|有力|扎实|圆满|明确|深远|广泛|普遍|及格线以上|合规|适宜|浓厚|活跃|融洽|旺盛"
    "|第一时间|尽快|尽早|适时|迅速|快速|实时|随时|择机|酌情|干净|整洁|美观|丰富|井然|安定|祥和|繁荣|热烈|美好|舒适|温馨|清洁|踊跃|饱满|周密|严整|可靠|优异|卓越|过硬|细致|周到|热情|严密|严谨|先进|突破|强劲|牢固|稳固|深入|优化|振奋|舒心|放心|满足|宽裕|协调|均衡|健康"
)
# Phrases of praise and resolve: four characters that fit any report.
_PHRASES = (
    "落到实处|落地见效|落地生根|落实落细|走深走实|久久为功|再上新台阶|迈上新台阶|上新台阶|上台阶|开创新局面|更上一层楼|质量过关|深入人心|有口皆碑"
    "|焕然一新|井井有条|井然有序|蔚然成风|行之有效|卓有成效|初见成效|稳中有进|稳中向好|欣欣向荣|安居乐业|风清气正|向上向善|常抓不懈|持之以恒|统筹兼顾"
    "|协同高效|上下联动|齐抓共管|常态长效|常态化|长治久安|和谐共生|绿色低碳|生机勃勃|人民满意|群众满意|社会认可|业内认可|专家认可|广受好评|好评如潮"
    "|反响良好|反响热烈|走在前列|提档升级|上档升级|提质升级|转型升级|增光添彩|实效|不出问题|万无一失|善始善终|尽善尽美|物有所值|物尽其用|因地制宜|恰到好处|方便快捷|便民利民"
    "|有条不紊|有声有色|有目共睹|无微不至|一丝不苟|毫不松懈|源源不断|生生不息|坚持不懈|坚定不移|长抓不懈|齐全完备|面貌一新|可喜可贺|有口皆碑|名列前茅|首屈一指"
    "|惠及民生|造福百姓|利国利民|功在当代|薪火相传|世代相传|后继有人|发扬光大|传承有序|来之不易|稳扎稳打|真抓实干|见行见效|出新出彩|可圈可点"
)
# What such words are said of.
_OF = (
    "需要|需求|要求|目标|预期|预计|期望|任务|工作|水平|能力|效果|作用|影响|成效|质量|效率|效益|程度|情况|意识"
    "|氛围|环境|秩序|管理|服务|建设|发展|社会|经济|生态|群众|人民|基层|相关|有关|各项|项目|机制|制度"
    "|体系|问题|形象|素质|条件|状况|状态|生活|生产|幸福感|获得感|安全感|进度|标准|规定|计划|合同|实际|上级|时"
    "序|部门|单位|本年度|年度|全年|当年|今年|预算|方案|流程|程序|政策|法律|法规|时限|时间|节点|保质保量|质|量"
    "|使用|业务|运行|日常|正面|积极|力度|进展|贡献|功能|区域|当地|本地|地区|公众|居民|对象|人员|队伍"
)
_LINKS = (
    "按照|依照|根据|依据|遵照|严格|按|为|与|和|及|并|以及|对|的|了|地|得|在|内|中|上|下|有|是|起到|具有"
    "|产生|带来|进行|加以|给予|予以|对于|其|所|等|[，,、；;。\\s]"
)
# How an alternation is tried: the longest word first.
_TOKENS = lazy(
    "|".join(
        sorted("|".join((_HOW, _MOVE, _STATE, _PHRASES, _OF, _LINKS)).split("|"), key=lambda word: (-len(word), word))
    )
)
_MARKERS = lazy("|".join((_HOW, _MOVE, _STATE, _PHRASES)))
# A degree before anything: whatever follows 日益 or 趋于 says no more than that it changes.
_BY_DEGREES = lazy(
    "^(?:不断|持续|日益|日臻|日趋|日渐|趋于|趋向|愈加|愈发|越来越|更加|更为|稳中|稳步|逐步|逐年|逐渐|进一步|明显|显著|大幅|有所|较为|比较|十分|非常)[一-龥]{1,6}$"
)
_AS_ASKED = lazy(
    r"^(?:严格)?(?:按照?|依照|根据|遵照)[一-龥]{0,8}?(?:要求|规定|计划|进度|需求|需要|情况|实际|时序|方案|标准|约定|程序|流程)"
    r"(?:[一-龥]{0,4}?(?:完成|执行|落实|开展|推进|报送|实施|办理|进行|到位)|[一-龥]{0,4}$)"
)
# A manner and one verb, or one verb and a manner: 有效保护, 妥善安置, 布局合理, 落实有力.
_MANNER = (
    "有效|充分|妥善|合理|严格|切实|积极|科学|规范|有序|扎实|深入|认真|大力|高效|稳妥|稳步|良好|显著|明显|大幅|精准|严肃"
)
_IN_A_MANNER = lazy(
    f"^(?:{_MANNER})(?P<before>[一-龥]{{2}})$|^(?P<behind>[一-龥]{{2}})(?:{_MANNER}|有力|到位|得当|得力)$"
)
_FELT = lazy("^(?:令人|让人|使人|深受|备受|广受|深得)[一-龥]{2,6}$")
_ENDING = lazy(
    "(?:有所|逐步|逐年|不断|持续|稳步|明显|显著|进一步|较大|大幅)(?:提高|提升|增强|改善|加强|优化|完善|下降|"
    "降低|减少|增加|推进|促进|好转|改进|巩固|扩大|健全|规范|推动|强化|加大|加快|深化|增长|改观)$"
)
_GRADES = lazy(r"(?:优秀?|良好?|中等?|差|较差|好|较好|一般|合格|不合格|满意|基本满意|不满意)(?:[/、,，；;或]|$){1}")
# Four to six characters of a benefit, a quality or the time that name no verifiable fact: no activity, no document,
# no place, no "none".
_PRAISE = lazy("(?:[一-龥]{2}|[一-龥]{4,6})")
_FACT = lazy(
    "[无未不零免非是否有每全双专国省市县区镇村街校院级类证照号标准规范合格达额量数率度值年月周日天时期次人户个等优甲乙丙丁]"
    "|建成|建立|建设|完成|通过|验收|投用|投产|投入|上线|在线|开通|开馆|开放|开工|竣工|完工|印发|出台|发布|公布|公示|公开|备案|签订|签约|取得|获得"
    "|入库|入选|列入|纳入|归档|移交|交付|办结|结案|销号|整改|更新|更换|更名|覆盖|接入|联网|联通|共享|推广|应用|使用|采纳|采用|转化"
    "|现场|实地|线上|线下|电子|人工|集中|统一|分批|就近|自愿|封闭|同步|委托|招标|采购|上门|办理|核查|配送|发放|参加|录入|复核|值守|补偿|支付|参与"
)
_GRADES_RUN = lazy("[优良中低高差好]{3,6}")
_LONGEST = 40
_LEAST_GRADES = 3


def _in_other_words(one: Indicator) -> bool:
    """Whether what is wanted of an indicator is a state: of a benefit, a quality or the time."""
    return one.level1 == BENEFIT or (one.level2 is not None and one.level2.code in ("12", "13"))


def is_vague(one: Indicator, text: str) -> bool:
    """Whether a value in words contains nothing verifiable: all of its words are general ones or the name's.

    Grades to choose from (优、良、中、差) are not vague.
    """
    if len(text) > _LONGEST or len(_GRADES.findall(text)) >= _LEAST_GRADES or _GRADES_RUN.fullmatch(text):
        return False
    if _BY_DEGREES.match(text) or _AS_ASKED.match(text) or _ENDING.search(text):
        return True
    if _FELT.match(text):
        return True
    manner = _IN_A_MANNER.match(text)
    if manner is not None and _FACT.search(manner["before"] or manner["behind"]) is None:
        return True
    if _in_other_words(one) and not is_rate(one.name) and _PRAISE.fullmatch(text) and _FACT.search(text) is None:
        return True
    rest = text.replace(bare(one.name), "")
    if rest and _MARKERS.search(rest) is None:
        return False
    left = letters(_TOKENS.sub("", rest))
    return left == "" if len(left) < 2 else left in letters(one.name)
