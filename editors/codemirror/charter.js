// The language for CodeMirror 6: `StreamLanguage.define(charter)`.
// Made by `python -m charter.editor.colours`; change that, and not this.
const metric = new Set(["abs", "can_block", "can_pass", "clock", "coverage", "gallagher", "gini", "largest_payer", "malapportionment", "max", "members", "min", "obligations", "pays", "power", "power_to_act", "seats", "share", "size", "smallest_blocking", "smallest_passing", "time_to_operation", "total", "vetoes", "votes"])
const declaration = new Set(["adoption", "allow", "answered", "areas", "category", "data", "decision", "delegates", "domain", "expect", "explore", "function", "funding", "group", "institution", "landscape", "let", "mandate", "membership", "note", "obligation", "organ", "outside", "party", "reform", "relations", "scenario", "seats", "use"])
const keyword = new Set(["a", "accept", "acceptance", "access", "accredits", "accused", "acts", "add", "addresses", "adjudicates", "admission", "adopted", "advanced", "advises", "after", "against", "all", "amended", "amendments", "amends", "among", "an", "and", "answers", "any", "anywhere", "appeal", "application", "appointed", "appoints", "approval", "approves", "are", "area", "arrears", "as", "assessed", "assesses", "assume", "at", "back", "barred", "basic", "be", "because", "becomes", "before", "best", "between", "billion", "binding", "binds", "block", "bottom", "breach", "budget", "builds", "but", "by", "callable", "can", "cannot", "capability", "capacity", "capital", "carries", "cast", "casting", "ceiling", "certifies", "chamber", "change", "charges", "charter", "choice", "chosen", "class", "collects", "commission", "complainant", "complaint", "complaints", "complete", "concurring", "condition", "confirms", "consensus", "consent", "constituencies", "constituency", "consultation", "contributions", "contributor", "convenes", "cooperates", "coordinates", "created", "custom", "day", "days", "decided", "decides", "declared", "depth", "designated", "discloses", "dismissed", "dismisses", "disputants", "does", "donor", "duties", "each", "earmarked", "effect", "effective", "elected", "electors", "else", "emergencies", "ended", "endowment", "entered", "entry", "equal", "equally", "evaluates", "every", "ex", "except", "excludes", "experts", "expulsion", "face", "fails", "fees", "filled", "finances", "first", "floor", "for", "force", "forthwith", "found", "founded", "free", "from", "fund", "funds", "gender", "gives", "grace", "half", "has", "headed", "hears", "held", "help", "hold", "holds", "hosted", "hour", "hours", "in", "includes", "including", "inspection", "inspects", "interests", "into", "is", "it", "its", "kept", "keyed", "language", "largest", "least", "levy", "list", "lose", "lost", "lowers", "majority", "may", "measured", "meets", "member", "members", "men", "million", "minus", "missing", "monitored", "month", "months", "more", "most", "needed", "needs", "negative", "negotiation", "no", "nominated", "nomination", "non-application", "non-participants", "non-parties", "none", "norms", "not", "notice", "now", "object", "of", "officio", "on", "once", "one", "only", "open", "opened", "operating", "operation", "opposed", "or", "otherwise", "out", "over", "paid", "pairs", "part", "participants", "parties", "pass", "passes", "pays", "peer", "peers", "per", "permanent", "plenary", "power", "practice", "precision", "preparatory", "present", "prevails", "problem", "programme", "promotes", "proposed", "provision", "provisional", "provisions", "published", "publishes", "quorum", "raises", "ranked", "ratification", "ratifications", "re-eligible", "recommendation", "recommends", "redistributes", "refers", "refines", "remote", "remove", "renewable", "reports", "requires", "research", "reservations", "reserve", "responds", "restored", "returns", "reverse", "review", "reviewed", "reviews", "rights", "rotating", "run", "sanctions", "say", "scale", "seat", "seated", "selection", "self-nomination", "self-report", "sensing", "set-up", "sets", "shall", "share", "shares", "signature", "signed", "silent", "sites", "sits", "some", "source", "split", "staff", "staggered", "standards", "starts", "status", "stays", "step", "stop", "subscribed", "succeeds", "sunset", "supplied", "survive", "survives", "suspension", "suspensive", "takes", "term", "terms", "than", "that", "the", "their", "then", "these", "those", "thousand", "threshold", "through", "times", "to", "top", "unanimity", "unit", "unless", "until", "unverified", "verifies", "veto", "void", "voluntary", "vote", "voted", "votes", "voting", "waiver", "warns", "way", "week", "weeks", "where", "whistle-blowers", "who", "with", "withdrawal", "within", "without", "women", "world", "worst", "year", "years", "yields"])
const constant = new Set(["accession_offer", "adjudication", "affiliation", "affiliation_cap", "agenda", "agreement", "aid", "allowed", "amendment", "appointment", "assembly", "assessment", "asymmetry", "authorities", "authority", "board", "bureau", "chair", "chamber_of_states", "civil_society", "committee", "community", "compensation", "complaint_channel", "conflict_of_interest_rule", "coordination", "council", "court", "credentials", "deadline", "decisions", "dismissal", "dispute", "distribution", "documents", "domestic_effect", "dormant", "draft", "economy", "election", "emergency", "employers", "enforcement", "evaluation", "evaluator", "executive", "expert", "export_ban", "fallback", "finding", "fine", "firm", "firms", "forum", "foundation", "head", "high", "import_ban", "in_force", "individuals", "inquiry", "inspectorate", "institutions", "interpretation", "ladder", "legal_obligations", "listed", "loss_of_access", "loss_of_chair", "loss_of_help", "loss_of_vote", "low", "medium", "minutes", "monitoring", "nationality", "negotiated_outcome", "network_hub", "number_of_actors", "observe", "office", "organisations", "panel", "political", "posts", "precedence", "procedure", "programmes", "propose", "protective_actions", "provisional_application", "publication", "quota", "reasons", "recommended", "referral", "release", "remedy_order", "removal", "report", "request", "restoration", "retaliation", "revocation", "sanction", "secretariat", "self_nomination", "speak", "standard", "standing_body", "state", "states", "term_limit", "top_up_tax", "trade_ban", "tribunal", "uncertainty_about_behaviour", "uncertainty_about_preferences", "uncertainty_about_the_world", "union", "views", "voting_rules", "way_back", "workers", "working_group"])
const word = /^(?:[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}_][\p{L}\p{N}_]*)*(?:\.[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}_][\p{L}\p{N}_]*)*)*)/u
const patterns = [
  [/^(?:#[^\r\n]*)/u, "comment"],
  [/^(?:"(?:[^"\\\r\n]|\\[^\r\n])*"?)/u, "string"],
  [/^(?:\[[^\[\]\r\n]*\])/u, "link"],
  [/^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})/u, "number"],
  [/^(?:[0-9][0-9_]*(?:\.[0-9]+)?(?:%|\/[0-9]+|\^[0-9]+)?)/u, "number"],
  [/^(?:<=|>=|!=|\.\.|[<>=|&*\/+]|-)/u, "operator"],
]

function colour(text, stream) {
  if (metric.has(text) && stream.match(/[ \t]*\(/, false)) return "function"
  if (declaration.has(text)) return "definitionKeyword"
  if (keyword.has(text)) return "keyword"
  return constant.has(text) ? "atom" : "variableName"
}

export const charter = {
  name: "charter",
  token(stream) {
    if (stream.eatSpace()) return null
    const found = stream.match(word)
    if (found) return colour(found[0], stream)
    for (const [pattern, name] of patterns) if (stream.match(pattern)) return name
    stream.next()
    return null
  },
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ['(', '{', '[', '"'] },
    indentOnInput: /^\s*\}$/,
  },
}
