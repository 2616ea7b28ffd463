"""Lines and headers of text in reading order."""

from __future__ import annotations

import attrs

from ...patterns import lazy
from ..table.columns import Role
from .grid import Place

PAGE_NUMBER = lazy(
    r"(?:[-—–－~·]{1,2}\s*\d{1,4}\s*[-—–－~·]{1,2}|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)"
)
"""A line that only holds a page's number."""

ENDS = lazy(
    r"(?:备\s*注|注|说明|填表说明|填报说明|其他说明|其他需要?说明的?(?:问题|事项|情况)?)[：:].*"
    r"|其[他它]需要?说明的?(?:问题|事项|情况)"
    r"|(?:制表人?|审核人?|填表人|填报人|经办人|联系人|联系电话|单位负责人|项目负责人|财务负责人|填[表报]日期|填报单位)(?:[（(]?签[字章]?[）)]?)?[：:].*"
    r"|(?:财政|主管|业务)(?:部门|科室|股室).{0,4}(?:审核)?意见.*|(?:评价|自评)(?:结论|结果|等级)[：:]?.*|存在(?:的)?(?:主要)?问题[：:]?.*|(?:下一步)?改进措施[：:]?.*"
)
SUMS = lazy(r"(?:合\s*计|总\s*分|总\s*计|小\s*计|总\s*得\s*分)(?:[（(].{0,8}[）)])?[：:]?\d*(?:\.\d+)?")
"""What ends a table: remarks and signatures below it, and its sum."""


@attrs.frozen
class Text:
    """A line with text: without the blanks around it, and what these blanks were."""

    text: str
    indent: int
    blank_before: bool
    place: Place


@attrs.frozen
class TextHeader:
    """The words of a header, the role of each, and their lines."""

    words: tuple[str, ...]
    roles: tuple[Role, ...]
    start: int
    end: int
