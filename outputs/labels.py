"""The values that columns may take, with the Chinese word for each."""

ORGANISATION_TYPES = {
    "union": "工会", "party": "党群", "government": "政府机关", "company": "企业", "institution": "事业单位", "association": "社会团体", "other": "其他",
}  # fmt: skip
LEVELS = {"national": "全国", "province": "省级", "prefecture": "市级", "county": "县级", "town": "乡镇级"}
ROLES = {"actor": "行为主体", "signatory": "落款", "contributor": "供稿", "recipient": "报送", "subject": "统计对象", "mention": "提及"}
KINDS = {
    "money": "金额", "percent": "百分比", "count": "计数", "duration": "时长", "age": "年龄", "area": "面积", "ratio": "比例", "other-measure": "其他计量",
}  # fmt: skip
MODALITIES = {
    "reported": "已完成", "cumulative": "累计", "target": "目标", "required": "要求", "planned": "计划", "forecast": "预计",
    "previous-period": "上期", "revised": "更正",
}  # fmt: skip
TARGET_MODALITIES = {"required": "要求", "committed": "承诺", "planned": "计划", "hoped": "期望"}
VERDICTS = {"holds": "相符", "holds_by_rounding": "取整后相符", "fails": "不符", "unchecked": "未核"}
SEVERITIES = {"error": "错误", "warning": "存疑", "info": "提示"}
SCOPES = {"article": "文内", "corpus": "跨期"}
STATUSES = {"open": "待核", "confirmed": "已确认", "dismissed": "已排除"}
ACTIONS = {"confirm": "确认有误", "dismiss": "排除", "reopen": "重新打开", "note": "备注"}
REASONS = {
    "different-scope": "口径不同", "different-period": "时点不同", "rounding": "取整所致", "misread": "程序误读", "corrected": "已更正", "other": "其他",
}  # fmt: skip
COMPARATORS = {">=": "不低于", ">": "超过", "<=": "不超过", "<": "不足", "=": "等于", "~": "约"}

OBSERVATION_ROLES = {"result": "结果", "base": "引用的往期数", "target": "目标", "completion": "完成率", "growth": "增长率", "change": "增减", "retracted": "被更正的数"}
QUALITIES = {"plain": "一般", "preliminary": "初步统计", "verified": "核定", "correction": "更正", "revision": "目标调整"}
CLAIMS = {"completed": "称完成", "exceeded": "称超额完成", "failed": "称未完成", "rose": "称增长", "fell": "称下降"}
PROGRESS_STATUSES = {
    "open": "未开始",
    "on-track": "推进中",
    "met": "已达到",
    "missed": "未达到",
    "overdue": "到期未报",
    "revised": "已调整",
}
LINKS = {"corrects": "更正", "verifies": "核定", "revises": "调整目标", "interim": "阶段目标", "breakdown": "分解", "restates": "重述"}

CHECKS = {
    "average": "平均数", "body-existed": "机构时代", "bounds": "上下限", "calendar": "日期星期", "chronology": "时间先后", "completion": "完成率", "difference": "差额",
    "grown-to": "增加到", "growth": "增长率", "indicator-order": "指标大小", "interval-sum": "约数之和", "list-count": "列举个数", "list-order": "列举次序",
    "magnitude": "数量级", "multiples": "倍数", "nested-sum": "分项细目", "net-change": "净增减", "part-of": "部分超总体", "percent-of": "占比", "percent-partition": "占比之和",
    "percent-reachable": "占比可能性", "points": "百分点", "product": "乘积", "rate-cap": "比率上限", "restated": "前后重述", "stacked-approximators": "约数叠用",
    "sum-of-parts": "分项之和", "title-body": "题文不一", "unit-word": "量词",
    "base-conflict": "基数不一", "cumulative": "累计递减", "outlier": "异常值", "rank": "位次", "region-sum": "各地之和", "stale-copy": "沿用旧稿", "target-claim": "称完成目标",
    "target-drift": "目标前后不一", "value-conflict": "数值冲突",
}  # fmt: skip
