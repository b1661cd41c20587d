"""Which indicator a number answers. Rows of our own sentences: the numbers in order, each with its code or None."""

import pytest

from extract.report.facts import Frame, read_facts
from extract.report.outline import outline
from extract.report.repair import repair
from extract.report.taxonomy import load_indicators, load_taxonomy


def linked(text: str, role: str = "government") -> list[str | None]:
    body = repair(text)
    facts, _ = read_facts(body, outline(body), Frame("r", "s", 2023, role))
    return [fact.indicator for fact in facts]


R, L, N, E, M, P, S, T = (
    "reconsideration.",
    "litigation.",
    "normdoc.",
    "enforcement.",
    "mediation.",
    "petition.",
    "service.",
    "training.",
)

ROWS: list[tuple[str, list[str | None]]] = [
    (
        "全年共接收行政复议申请96件,依法受理88件,不予受理8件,审结81件,其中维持30件、驳回12件、撤销或确认违法9件、"
        "经调解和解终止30件,直接纠错率11.1%。",
        [
            R + "applications_received",
            R + "accepted",
            R + "not_accepted",
            R + "concluded",
            R + "upheld",
            R + "rejected",
            R + "corrected_total",
            R + "withdrawn_after_mediation",
            R + "direct_correction_rate",
        ],
    ),
    (
        "新收行政复议案件140件,审结率97.5%,调解和解率41%。",
        [R + "applications_received", R + "conclusion_rate", R + "mediation_success_rate"],
    ),
    ("办理35件行政复议案件。", [R + "concluded"]),
    ("制发行政复议意见书4份。", [R + "opinions_issued"]),
    ("配备专职行政复议人员6名。", [R + "staff"]),
    ("区政府作为被申请人的行政复议案件11件。", [R + "cases_as_respondent"]),
    ("全年行政复议和行政诉讼案件共计27件。", ["dispute.reconsideration_and_litigation_total"]),
    (
        "全年发生行政诉讼案件41件,败诉2件,败诉率4.9%;行政机关负责人出庭应诉38件,出庭应诉率100%,生效裁判履行率100%。",
        [
            L + "cases_as_defendant",
            L + "lost",
            L + "loss_rate",
            L + "head_appearances",
            L + "head_appearance_rate",
            L + "judgment_compliance_rate",
        ],
    ),
    ("办理行政应诉案件19件,其中一审12件、二审7件。", [L + "cases_as_defendant"] * 3),
    ("通过府院联动实质性化解行政争议14件。", [L + "disputes_settled"]),
    ("收到检察建议5份,均已回复。", [L + "judicial_suggestions"]),
    ("全年制发行政规范性文件6件,向市政府备案6件。", [N + "issued", N + "filed"]),
    ("对9件规范性文件开展合法性审核,审核率100%。", [N + "legality_reviewed", N + "legality_review_rate"]),
    ("规范性文件报备率、及时率均为100%。", [N + "filing_rate"]),
    (
        "对现行规范性文件进行清理,继续有效41件,废止5件,宣布失效3件,修改2件。",
        [N + "cleanup_retained", N + "cleanup_repealed", N + "cleanup_lapsed", N + "cleanup_amended"],
    ),
    ("目前县政府现行有效规范性文件53件。", [N + "in_force"]),
    ("将5项事项纳入年度重大行政决策目录。", ["decision.major_decision_catalogue_items"]),
    ("全年作出重大行政决策3件,组织听证会2次。", ["decision.major_decisions_made", "decision.hearings_held"]),
    ("重大行政决策集体讨论率100%。", ["decision.collective_discussion_rate"]),
    (
        "对各类文件进行合法性审查216件次,提出修改意见300余条。",
        ["review.legality_reviews_total", "review.suggestions_made"],
    ),
    ("开展合法性审查216件,出具合法性审查意见书198份。", ["review.legality_reviews_total", "review.opinions_issued"]),
    ("全年法制审核重大执法决定62件。", ["review.major_enforcement_decisions_reviewed"]),
    (
        "全县有法制审核人员73名,其中26名具有法律职业资格。",
        ["review.legal_reviewers", "review.legal_reviewers_qualified"],
    ),
    ("机关现有4人取得法律职业资格证书。", ["staff.legally_qualified"]),
    ("审查政府合同38份。", ["contract.reviewed"]),
    ("聘请3名律师担任政府法律顾问,全县公职律师21名。", ["legal_adviser.count", "public_lawyer.count"]),
    (
        "法律顾问为政府提供法律咨询45次,出具法律意见书17份。",
        ["legal_adviser.consultations", "legal_adviser.opinions_issued"],
    ),
    ("全市共有行政执法主体118个。", [E + "enforcement_bodies"]),
    (
        "全区持证执法人员842人,持证率96.5%,新申领执法证67人。",
        [E + "licensed_officers", E + "licence_holding_rate", E + "new_licences"],
    ),
    ("组织执法资格考试,考试合格59人。", [E + "exam_passed"]),
    ("全年作出行政处罚决定1320件,罚没金额286.5万元。", [E + "penalty_cases", E + "fines_amount"]),
    (
        "办理行政许可4500件,实施行政强制26件,开展行政检查9800次。",
        [E + "licensing_decisions", E + "compulsory_cases", E + "inspections"],
    ),
    (
        "网上办理案件310件,归集监管数据5.2万条,监管事项覆盖率92%。",
        [E + "online_cases", E + "supervision_records_entered", E + "supervision_coverage_rate"],
    ),
    ("开展联合执法行动16次。", [E + "joint_operations"]),
    ("适用轻微免罚案件120件。", [E + "leniency_cases"]),
    ("配备执法记录仪260台。", [E + "body_cameras"]),
    ("公示行政执法信息8600条。", [E + "disclosures"]),
    ("组织案卷评查3次,评查行政处罚案卷150卷。", [E + "case_file_review_rounds", E + "case_files_reviewed"]),
    ("下发执法监督意见书7份。", [E + "supervision_opinions_issued"]),
    ("移送涉嫌犯罪案件9件,公安机关立案8件。", [E + "criminal_referrals", E + "criminal_cases_filed"]),
    ("重大行政处罚备案13件。", [E + "major_penalty_filings"]),
    ("向乡镇赋权执法事项58项。", [E + "devolved_powers"]),
    ("公布涉企行政检查事项214项,涉企检查频次下降35%。", [E + "inspection_items", E + "inspection_reduction_rate"]),
    ("培训行政执法人员430名。", [E + "officers_trained"]),
    ("公布权责清单事项3620项,动态调整权责事项45项。", ["power_list.items", "power_list.items_adjusted"]),
    ("编制乡镇基本履职事项清单112项。", ["power_list.township_duties"]),
    ("保留行政许可事项268项。", ["licensing.items"]),
    ("1350项政务服务事项进驻政务服务中心。", [S + "items_centralised"]),
    (
        "梳理政务服务事项1820项,网上可办率98.6%,一窗受理率100%。",
        [S + "items_total", S + "online_rate", S + "one_window_rate"],
    ),
    ("实现全程网办事项960项。", [S + "items_online"]),
    (
        "政务服务中心受理办件12万件,办结11.9万件,按时办结率100%,群众满意率99.8%。",
        [S + "cases_received", S + "cases_completed", S + "on_time_rate", S + "satisfaction_rate"],
    ),
    ("承诺时限压缩72%。", [S + "time_reduction_rate"]),
    ("企业开办审批时间由5个工作日压缩至1个工作日。", [S + "approval_days", S + "approval_days"]),
    ("保留证明事项36项。", [S + "certification_matters_listed"]),
    ("承接省级下放审批事项15项。", ["reform.devolved_items_received"]),
    ("减少申请材料420份。", ["reform.items_cut"]),
    ("申请材料精简31%。", ["reform.items_reduced_rate"]),
    (
        "主动公开政府信息7300条,收到政府信息公开申请52件,答复50件。",
        ["transparency.proactive_items", "transparency.requests_received", "transparency.requests_answered"],
    ),
    ("因信息公开引起行政复议3件。", ["transparency.disputes"]),
    ("政务公开第三方评估位列全市第4。", ["transparency.third_party_rank"]),
    (
        "各级调解组织调解矛盾纠纷2860件,调解成功2790件,调解成功率97.6%。",
        [M + "disputes_mediated", M + "disputes_resolved", M + "success_rate"],
    ),
    ("建立人民调解委员会186个,人民调解员1024名。", [M + "organisations", M + "mediators"]),
    (
        "接待群众来访430批次、960人次,化解信访事项388件,化解率90.2%。",
        [P + "visits_batches", P + "visits_persons", P + "resolved", P + "resolution_rate"],
    ),
    ("办理12345热线工单8.6万件,按时办结率99.7%。", [P + "hotline_cases", P + "completion_rate"]),
    ("办理法律援助案件370件,挽回经济损失520万元。", ["legal_aid.cases", "legal_aid.loss_recovered"]),
    ("解答群众法律咨询6200人次。", ["legal_service.consultations"]),
    ("建成公共法律服务工作站14个。", ["legal_service.stations"]),
    (
        "128名律师担任村(社区)法律顾问,村居法律顾问覆盖率100%。",
        ["legal_service.village_advisers", "legal_service.village_adviser_coverage"],
    ),
    ("现有在册社区矫正对象215人。", ["community_correction.current"]),
    ("劳动人事争议仲裁案件立案132件,办理公证860件。", ["arbitration.cases", "notary.cases"]),
    (
        "政府常务会议会前学法8次,党委理论学习中心组专题学法2次。",
        [T + "executive_meeting_law_study", T + "party_group_law_study"],
    ),
    ("举办行政执法培训班4期,培训560人次。", [T + "officer_training_sessions", T + "officer_attendances"]),
    ("组织领导干部参加学法考试1200人,合格率99%。", [T + "law_exam_participants", T + "law_exam_pass_rate"]),
    ("组织庭审观摩3场,旁听庭审180人次。", [T + "trial_observations", T + "trial_observation_attendances"]),
    (
        "开展法治宣传活动210场次,发放宣传资料3.5万份,受教育群众8万余人次。",
        ["publicity.activities", "publicity.materials_distributed", "publicity.audience"],
    ),
    ("培育法律明白人760名,建成法治文化广场12处。", ["publicity.legal_literate_persons", "publicity.culture_sites"]),
    ("创建省级民主法治示范村6个。", ["publicity.demonstration_sites"]),
    ("组织宪法宣誓45人次。", [None]),
    ("组织新任职人员45名进行宪法宣誓。", ["publicity.oaths"]),
    (
        "办理人大代表建议和政协提案168件,办复率100%,满意率99.4%。",
        ["oversight.npc_cppcc_proposals", "oversight.proposal_reply_rate", "oversight.proposal_satisfaction_rate"],
    ),
    ("人大代表建议办结率96%。", ["oversight.proposal_completion_rate"]),
    ("法治政府建设群众满意度得分92.3分。", ["oversight.public_satisfaction_score"]),
    ("县政府常务会议专题研究法治政府建设工作3次。", ["leadership.rule_of_law_meetings"]),
    ("全县46名部门主要负责人书面述法,述法率100%。", ["leadership.reporting_heads", "leadership.reporting_rate"]),
    ("全年审议法治议题11个。", ["leadership.matters_considered"]),
    ("印发年度法治政府建设工作要点,明确重点任务32项。", ["leadership.plan_tasks"]),
    ("督察反馈问题18项已整改到位。", ["inspection.rectification_items"]),
    ("开展法治督察2次,督察乡镇和部门21个。", ["inspection.rounds", "inspection.units_inspected"]),
    ("创建全省法治政府建设示范项目1个。", ["demonstration.named"]),
    ("全市法治政府建设考核排名第3。", ["demonstration.evaluation_rank"]),
    ("为190家企业开展法治体检。", ["business.enterprises_served"]),
    ("整改安全隐患640处。", ["emergency.hazards_rectified"]),
    (
        "提请市人大常委会审议地方性法规草案2件,制定政府规章1件,废止政府规章4件。",
        ["legislation.local_regulations", "legislation.government_rules", "legislation.rules_cleaned_up"],
    ),
    ("设立基层立法联系点9个。", ["legislation.contact_points"]),
    ("法治政府建设年度报告公开率100%。", ["transparency.report_publication_rate"]),
    ("行政复议综合纠错率23.5%。", [R + "comprehensive_correction_rate"]),
]


@pytest.mark.parametrize(("text", "codes"), ROWS, ids=[text[:16] for text, _ in ROWS])
def test_a_number_answers_its_indicator(text: str, codes: list[str | None]) -> None:
    assert linked(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("参与行政复议案件3件。", [R + "cases_as_respondent"]),
        ("全年办理行政复议2件、行政诉讼1件。", [R + "cases_as_respondent", L + "cases_as_defendant"]),
        ("未发生行政复议案件。", [R + "cases_as_respondent"]),
    ],
)
def test_a_township_is_respondent_not_reconsideration_organ(text: str, codes: list[str | None]) -> None:
    assert linked(text, role="township") == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023年未收到行政复议申请。", R + "applications_received"),
        ("全年未制定行政规范性文件。", N + "issued"),
        ("无取得法律职业资格的工作人员。", "staff.legally_qualified"),
        ("本年度未发生行政诉讼案件。", L + "cases_as_defendant"),
        ("全年无败诉案件。", L + "lost"),
        ("未收到政府信息公开申请。", "transparency.requests_received"),
    ],
)
def test_a_zero_in_words_is_a_fact_where_it_answers_an_indicator(text: str, code: str) -> None:
    assert linked(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "力争无败诉案件。",
        "未收到行政复议申请的,不得收费。",
        "全县没有发生重大事故。",
        "未经合法性审查不得提交讨论。",
    ],
)
def test_a_rule_or_a_wish_states_no_zero(text: str) -> None:
    assert linked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "行政复议案件同比增长12%。",
        "每季度开展集体学法1次。",
        "配备专职复核员5人。",
        "普法一条街4条。",
        "下沉干部12名。",
        "新建停车位300个。",
    ],
)
def test_a_neighbour_does_not_take_the_indicator(text: str) -> None:
    assert linked(text) == [None]


def test_every_indicator_of_the_taxonomy_has_a_rule() -> None:
    ruled = {rule.code for rules in load_taxonomy().rules_by_unit.values() for rule in rules}
    assert ruled == {indicator.code for indicator in load_indicators()}
