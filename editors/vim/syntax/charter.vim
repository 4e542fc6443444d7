" Vim syntax file
" Language: Charter
" Made by `python -m charter.editor.colours`; change that, and not this.
if exists("b:current_syntax")
  finish
endif
syntax case match
syntax iskeyword @,48-57,_
syntax match charterName /\v\K\k*%(-\K\k*)*%(\.\K\k*%(-\K\k*)*)*/
syntax match charterOperator /\v\<\=|\>\=|!\=|\.\.|[<>=|&*\/+]|-/
syntax match charterConstant /\v%(uncertainty_about_preferences|uncertainty_about_behaviour|uncertainty_about_the_world|conflict_of_interest_rule|provisional_application|negotiated_outcome|protective_actions|chamber_of_states|complaint_channel|legal_obligations|number_of_actors|accession_offer|affiliation_cap|domestic_effect|self_nomination|interpretation|loss_of_access|civil_society|loss_of_chair|organisations|standing_body|working_group|adjudication|compensation|coordination|distribution|inspectorate|institutions|loss_of_help|loss_of_vote|remedy_order|voting_rules|affiliation|appointment|authorities|credentials|enforcement|individuals|nationality|network_hub|publication|recommended|restoration|retaliation|secretariat|assessment|evaluation|export_ban|foundation|import_ban|monitoring|precedence|programmes|revocation|term_limit|top_up_tax|agreement|amendment|asymmetry|authority|committee|community|decisions|dismissal|documents|emergency|employers|evaluator|executive|political|procedure|trade_ban|assembly|deadline|election|fallback|in_force|referral|sanction|standard|tribunal|way_back|allowed|council|dispute|dormant|economy|finding|inquiry|minutes|observe|propose|reasons|release|removal|request|workers|agenda|bureau|expert|ladder|listed|medium|office|report|states|board|chair|court|draft|firms|forum|panel|posts|quota|speak|state|union|views|fine|firm|head|high|aid|low)%(\k|-\K|\.\K)@!/
syntax match charterKeyword /\v%(non-participants|non-application|self-nomination|whistle-blowers|constituencies|recommendation|contributions|ratifications|redistributes|constituency|consultation|participants|ratification|reservations|adjudicates|application|complainant|contributor|coordinates|emergencies|negotiation|non-parties|preparatory|provisional|re-eligible|self-report|acceptance|amendments|capability|commission|complaints|concurring|cooperates|designated|disputants|inspection|nomination|provisions|recommends|subscribed|suspension|suspensive|unverified|withdrawal|accredits|addresses|admission|appointed|certifies|complaint|condition|consensus|discloses|dismissed|dismisses|earmarked|effective|endowment|evaluates|expulsion|forthwith|including|interests|monitored|nominated|operating|operation|otherwise|permanent|precision|programme|provision|published|publishes|renewable|sanctions|selection|signature|staggered|standards|threshold|unanimity|voluntary|advanced|anywhere|appoints|approval|approves|assessed|assesses|callable|capacity|collects|complete|confirms|convenes|declared|electors|excludes|finances|includes|inspects|language|majority|measured|negative|practice|prevails|promotes|proposed|requires|research|responds|restored|reviewed|rotating|succeeds|supplied|survives|thousand|verifies|accused|adopted|advises|against|amended|answers|arrears|because|becomes|between|billion|binding|capital|carries|casting|ceiling|chamber|charges|charter|consent|created|decided|decides|elected|entered|equally|experts|founded|largest|members|million|missing|officio|opposed|parties|plenary|present|problem|refines|reports|reserve|returns|reverse|reviews|sensing|survive|through|without|accept|access|amends|appeal|assume|barred|before|bottom|breach|budget|builds|cannot|change|choice|chosen|custom|duties|effect|except|filled|gender|headed|hosted|lowers|member|months|needed|notice|object|opened|passes|quorum|raises|ranked|refers|remote|remove|review|rights|seated|set-up|shares|signed|silent|source|starts|status|sunset|unless|voting|waiver|within|yields|after|among|basic|binds|block|class|depth|donor|ended|entry|equal|every|fails|first|floor|force|found|funds|gives|grace|hears|holds|hours|keyed|least|meets|minus|month|needs|norms|pairs|peers|power|scale|shall|share|sites|split|staff|stays|takes|terms|their|these|those|times|until|voted|votes|warns|weeks|where|women|world|worst|years|acts|area|back|best|cast|days|does|each|else|face|fees|free|from|fund|half|held|help|hold|hour|into|kept|levy|list|lose|lost|more|most|none|once|only|open|over|paid|part|pass|pays|peer|seat|sets|sits|some|step|stop|term|than|that|then|unit|veto|void|vote|week|with|year|add|all|and|any|are|but|can|day|for|has|its|may|men|not|now|one|out|per|run|say|the|top|way|who|an|as|at|be|by|ex|in|is|it|no|of|on|or|to|a)%(\k|-\K|\.\K)@!/
syntax match charterDeclaration /\v%(institution|membership|obligation|delegates|landscape|relations|adoption|answered|category|decision|function|scenario|explore|funding|mandate|outside|domain|expect|reform|allow|areas|group|organ|party|seats|data|note|let|use)%(\k|-\K|\.\K)@!/
syntax match charterMetric /\v%(smallest_blocking|time_to_operation|malapportionment|smallest_passing|largest_payer|power_to_act|obligations|can_block|gallagher|can_pass|coverage|members|vetoes|clock|power|seats|share|total|votes|gini|pays|size|abs|max|min)%(\k|-\K|\.\K)@!%([ \t]*\()@=/
syntax match charterNumber /\v[0-9][0-9_]*%(\.[0-9]+)?%(\%|\/[0-9]+|\^[0-9]+)?/
syntax match charterDate /\v[0-9]{4}-[0-9]{2}-[0-9]{2}/
syntax match charterCitation /\v\[[^[\]\r\n]*\]/
syntax match charterString /\v"%([^"\\\r\n]|\\[^\r\n])*"?/
syntax match charterComment /\v#[^\r\n]*/
highlight default link charterComment Comment
highlight default link charterString String
highlight default link charterCitation Special
highlight default link charterDate Number
highlight default link charterNumber Number
highlight default link charterMetric Function
highlight default link charterDeclaration Structure
highlight default link charterKeyword Keyword
highlight default link charterConstant Constant
highlight default link charterOperator Operator
let b:current_syntax = "charter"
