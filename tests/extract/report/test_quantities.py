"""What is a quantity, what it says, and what only looks like one. Every sentence is of our own writing."""

from decimal import Decimal
from itertools import pairwise

import pytest

from extract.report.fold import fold
from extract.report.quantities import find_quantities


def read(text: str) -> list[tuple[str, str, str, str]]:
    """(quote, value, unit, comparator) of every quantity of a text."""
    return [
        (text[found.start : found.end], f"{found.value.normalize():f}", found.unit, found.comparator)
        for found in find_quantities(fold(text))
    ]


ONE = [
    ("全年办结58件。", "58件", "58", "件", "eq"),
    ("全年办结５８件。", "５８件", "58", "件", "eq"),
    ("登记1,204件。", "1,204件", "1204", "件", "eq"),
    ("处理500余件。", "500余件", "500", "件", "at_least"),
    ("接件1.5万余件。", "1.5万余件", "15000", "件", "at_least"),
    ("发放2万多份。", "2万多份", "20000", "份", "at_least"),
    ("涉及3000多万元。", "3000多万元", "30000000", "元", "at_least"),
    ("罚没300余万元。", "300余万元", "3000000", "元", "at_least"),
    ("罚没12.5万元。", "12.5万元", "125000", "元", "eq"),
    ("投入1.2亿元。", "1.2亿元", "120000000", "元", "eq"),
    ("举办百余场。", "百余场", "100", "场", "at_least"),
    ("举办近百场。", "百场", "100", "场", "at_most"),
    ("走访十余家。", "十余家", "10", "家", "at_least"),
    ("派出三十多人。", "三十多人", "30", "人", "at_least"),
    ("分两期举办。", "两期", "2", "期", "eq"),
    ("在八个镇街设点。", "八个", "8", "个", "eq"),
    ("召开会议三次。", "三次", "3", "次", "eq"),
    ("聘请律师十五名。", "十五名", "15", "名", "eq"),
    ("覆盖率46.9%。", "46.9%", "46.9", "%", "eq"),
    ("覆盖率４６.９％。", "４６.９％", "46.9", "%", "eq"),
    ("达到百分之九十八。", "百分之九十八", "98", "%", "eq"),
    ("达到百分之百。", "百分之百", "100", "%", "eq"),
    ("上升3.2个百分点。", "3.2个百分点", "3.2", "个百分点", "eq"),
    ("增长2倍。", "2倍", "2", "倍", "eq"),
    ("得分9.56分。", "9.56分", "9.56", "分", "eq"),
    ("培训超过300人次。", "300人次", "300", "人次", "at_least"),
    ("不少于40学时。", "40学时", "40", "学时", "at_least"),
    ("不足10件。", "10件", "10", "件", "at_most"),
    ("不超过5天。", "5天", "5", "天", "at_most"),
    ("约200户。", "200户", "200", "户", "approx"),
    ("200户左右。", "200户", "200", "户", "approx"),
    ("满意率98%以上。", "98%", "98", "%", "at_least"),
    ("在5个工作日以内办结。", "5个工作日", "5", "个工作日", "at_most"),
    ("检查企业320户次。", "320户次", "320", "户次", "eq"),
    ("接待687批次。", "687批次", "687", "批次", "eq"),
    ("提出建议20余条次。", "20余条次", "20", "条次", "at_least"),
    ("排名第6。", "第6", "6", "rank", "eq"),
    ("在全市考核中位列第3名。", "第3名", "3", "rank", "eq"),
    ("综合得分居全省第二位。", "第二位", "2", "rank", "eq"),
    ("服务队+6个讲师团", "6个", "6", "个", "eq"),
    ("公布目录(2项)。", "2项", "2", "项", "eq"),
    ("新增编制 2 名。", "2 名", "2", "名", "eq"),
    ("受理5個項目。", "5個", "5", "个", "eq"),
    ("等八项制度。", "八项", "8", "项", "eq"),
    ("三分之二以上。", "三分之二", "66.666667", "%", "eq"),
    ("零星投诉3起。", "3起", "3", "起", "eq"),
    ("培训二百余人。", "二百余人", "200", "人", "at_least"),
    ("历时三个月。", "三个月", "3", "个月", "eq"),
    ("纠错率6. 0%。", "6. 0%", "6", "%", "eq"),
    ("审议草案一件，", "一件", "1", "件", "eq"),
    ("评查一次。", "一次", "1", "次", "eq"),
    ("梳理为6大类。", "6大类", "6", "大类", "eq"),
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "comparator"), ONE)
def test_a_quantity_is_read_whole(text: str, quote: str, value: str, unit: str, comparator: str) -> None:
    assert read(text) == [(quote, value, unit, comparator)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("每组3至5人。", "3", "5", "人"),
        ("压减60—80%。", "60", "80", "%"),
        ("约为60%至80%。", "60", "80", "%"),
        ("配备2-3名。", "2", "3", "名"),
        ("投入1万～2万元。", "10000", "20000", "元"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str) -> None:
    (found,) = find_quantities(fold(text))
    assert (found.value, found.value_upper, found.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("审批时间由80天缩短至30天。", ["80天", "30天"]),
        ("网办率从60%到95%。", ["60%", "95%"]),
        ("由12个工作日压缩到3个工作日。", ["12个工作日", "3个工作日"]),
    ],
)
def test_from_and_to_are_two_quantities(text: str, quotes: list[str]) -> None:
    assert [quote for quote, *_ in read(text)] == quotes


TRAPS = [
    "2020年12月召开会议。",
    "12月4日是国家宪法日。",
    "二〇二四年三月二十八日",
    "1至11月份工作平稳。",
    "印发《关于加强建设的十条意见》。",
    "《法治建设规划(2021-2025年)》",
    "(某政发〔2020〕4号)",
    "(某政字﹝2020﹞19号)",
    "省政府令第188-1号",
    "落实“五公开”要求。",
    "推进“三集中三到位”改革。",
    "形成“1+6”体系。",
    "构建1+5+6体系。",
    "落实三项制度。",
    "增强四个意识。",
    "做到两个维护。",
    "打通最后一公里。",
    "推行一件事一次办。",
    "建设一站式平台。",
    "抓住一批重点。",
    "形成一系列成果。",
    "第一责任人职责",
    "委员会第五次会议",
    "市政府第30次常务会议",
    "在四届3次常务会上",
    "十九届五中全会",
    "第一批名单",
    "根据第三十三条规定",
    "依据第5条第2款",
    "“八五”普法规划",
    "市镇两级联动",
    "第一季度完成。",
    "拨打12345热线。",
    "电话0571-64722332",
    "版本为3.0版。",
    "全天24小时自助服务。",
    "推行7×24小时不打烊。",
    "做到最多跑一次。",
    "惠及千家万户。",
    "百家争鸣",
    "十分重视此项工作。",
    "部分单位尚有差距。",
    "一起推动落实。",
    "零距离服务",
    "零件供应充足。",
    "统一个标准。",
    "每一个环节",
    "二次供水改造",
    "三支一扶计划",
    "四套班子领导",
    "四位一体格局",
    "三件事要办好。",
    "十五五时期",
    "第2版",
    "数十家单位",
    "三五个人",
    "上午9:30开会",
    "12门户网站",
    "省14部门联合发文",
    "紧密结合在一起，",
    "再一次，",
    "建成15分钟公共法律服务圈。",
    "办成一件好事。",
]


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_quantities_do_not_overlap_and_stand_in_order() -> None:
    found = find_quantities(fold("受理58件、审结49件,审结率84.5%,培训3期120人次,由9天压缩至2天,位列第2。"))
    spans = [(mention.start, mention.end) for mention in found]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert len(found) == 8


def test_a_list_marker_before_a_number_is_not_part_of_it() -> None:
    text = "2.3个部门完成整改"
    (found,) = find_quantities(text, [(0, 2)])
    assert (text[found.start : found.end], found.value) == ("3个", Decimal(3))
