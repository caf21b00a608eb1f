/**
 * Phrasings of refusal that hold for any model, as features beside the n-grams. Matched against folded text
 * (features.ts): lower case, straight apostrophes, single spaces. Each alternative starts with a literal, so that
 * a match takes linear time.
 */
const UNABLE =
  "(?:can't|cannot|can not|could not|couldn't|won't|will not|am unable|'m unable|am not able|'m not able|am not going|'m not going|am not comfortable|'m not comfortable|don't feel comfortable|do not feel comfortable|must decline|have to decline|must respectfully decline|refuse|won't be able|will not be able|am not allowed|'m not allowed|am not permitted|'m not permitted|am not authorized|'m not authorized)";
const ASSIST =
  '(?:assist|help|provid|fulfil|comply|support|engag|creat|generat|writ|offer|shar|giv|answer|respond|discuss|recommend|suggest|encourag|participat|promot|condon|endors|do that|do this|satisf|complet|advis|continu|proceed|be able)';
const HARM =
  '(?:harm|illegal|unethical|violen|discriminat|stereotyp|hate|hateful|offensive|derogatory|dangerous|inappropriate|unlawful|fraud|abuse|suicide|self-harm)';

export const PATTERNS: Readonly<Record<string, RegExp>> = {
  apologyOpening: /^.{0,30}?\b(?:sorry|apologi[sz]e|apologies|regret|unfortunately)\b/,
  unable: new RegExp(`\\b(?:i|we) ?${UNABLE}\\b`),
  unableOpening: new RegExp(`^.{0,80}?\\b(?:i|we) ?${UNABLE}\\b`),
  unableToAssist: new RegExp(`\\b(?:i|we) ?${UNABLE}(?: to)?(?: \\w+){0,3} ${ASSIST}`),
  unableToAssistOpening: new RegExp(`^.{0,80}?\\b(?:i|we) ?${UNABLE}(?: to)?(?: \\w+){0,3} ${ASSIST}`),
  asAnAi:
    /\b(?:as an? (?:ai|artificial|language|large|responsible|ethical|helpful|assistant)|i am an ai|i'm an ai|i'm just an ai|i am just an ai)\b/,
  asAnAiOpening:
    /^.{0,40}?\b(?:as an? (?:ai|artificial|language|large|responsible|ethical|helpful)|i am an ai|i'm an ai|i'm just an ai|i am just an ai)\b/,
  notAppropriate:
    /\b(?:not|never|isn't|neither) (?:be )?(?:\w+ )?(?:appropriate|ethical|legal|acceptable|respectful|okay|right|productive|moral|fair|advisable|safe)\b/,
  notAppropriateOpening:
    /^.{0,40}?\b(?:not|never|isn't|neither) (?:be )?(?:\w+ )?(?:appropriate|ethical|legal|acceptable|respectful|okay|right|productive|moral|fair|advisable|safe|accurate)\b/,
  dontCondone: new RegExp(
    `\\b(?:not|never|don't|cannot|can't|doesn't) (?:\\w+ ){0,3}(?:condone|promote|encourage|support|endorse|glorify|engage in|facilitate)(?: \\w+){0,6} ${HARM}`,
  ),
  condone:
    /\b(?:not|never|don't|cannot|can't|doesn't) (?:\w+ ){0,3}(?:condone|promote|encourage|endorse|glorify|advocate|support)\b/,
  neverAcceptable:
    /\b(?:never (?:ok|okay|acceptable|justified|justifiable|appropriate|the answer|a solution|right)|not (?:justified|justifiable|recommended|advisable|tolerated)|cannot be justified|unacceptable|strictly prohibited)\b/,
  noReason:
    /\bthere (?:is|are|was|were) no (?:\w+ ){0,2}(?:reason|justification|benefit|benefits|excuse|basis|place for|circumstances|best way|right way|safe way|ethical way)\b/,
  notGood:
    /\bnot an? (?:\w+ (?:or|and) )?(?:good|healthy|productive|appropriate|acceptable|responsible|ethical|solution|joke|laughing|suitable|effective)\b/,
  treatment:
    /\b(?:(?:should|must) (?:not|never) be|should be (?:treated|judged|respected|celebrated)|have the right|has the right|all (?:individuals|people|human beings|humans|living beings)|treat(?:ing)? (?:everyone|others|all|every))\b/,
  feelings:
    /\b(?:if you(?:'re| are) (?:feeling|struggling|experiencing|having|in|concerned|going)|sorry to hear|not alone)\b/,
  illegalOpening: /^.{0,150}?\b(?:illegal|unethical|a (?:serious )?crime|immoral|harmful|against the law)\b/,
  condemn: /\b(?:tragic|tragedy|atrocit\w+|horrific|heinous|reprehensible|condemned?|abhorrent|devastating)\b/,
  fictional:
    /\b(?:fictional|fictitious|inanimate|does not exist|doesn't exist|not real|make sense|flawed|not a real)\b/,
  harmWords: /\b(?:unethical|immoral|morally|harmful|offensive|derogatory|inappropriate|disrespectful|hateful)\b/,
  lawWords: /\b(?:illegal|against the law|criminal offen[sc]e|legal consequences|severe penalties|serious crime)\b/,
  guidelines:
    /\b(?:my (?:guidelines|programming|purpose|policies|policy|training|ethical)|content polic|usage polic|openai's|community guidelines|safety guidelines)/,
  lectureOpening:
    /^.{0,60}?\b(?:important to (?:note|remember|recognize|acknowledge|respect|understand|clarify|treat|prioritize|approach)|i must (?:clarify|point out|emphasi[sz]e|inform|remind|stress|note|address|advise|respectfully)|i (?:would like|want|feel obligated|need) to (?:clarify|point out|emphasi[sz]e|remind|address)|i (?:strongly )?(?:advise|urge|discourage|condemn))\b/,
  lecture:
    /\b(?:important to (?:respect|treat|recognize|acknowledge|prioritize|approach)|crucial to (?:respect|treat|prioriti[sz]e)|essential to (?:respect|treat)|i must (?:clarify|point out|emphasi[sz]e|inform|remind|stress|address|advise)|i (?:strongly )?(?:advise|urge|discourage|condemn))\b/,
  premise:
    /\b(?:question|premise|statement|request|assumption|idea|notion|term)\b.{0,40}\b(?:contains?|impl(?:y|ies)|perpetuat|is based on|harmful|offensive|inappropriate|problematic|biased|stereotyp)/,
  dignity:
    /\b(?:dignity|regardless of (?:their|race|gender|ethnic|one's)|equal (?:rights|treatment|opportunit)|human rights|inclusiv|deserves? (?:to be|respect|equal))/,
  privacy:
    /\b(?:privacy|confidential|personal information|private information|without (?:their|his|her) (?:consent|permission)|not publicly available)\b/,
  noAccess: /\b(?:don't|do not) have (?:the ability|the capability|access|personal|any (?:personal|information))/,
  noOpinion: /\b(?:don't|do not) have (?:personal|any personal|opinions|feelings|beliefs)/,
  redirect:
    /\b(?:instead,? (?:i|let's|we|it|try|consider|focus)|i (?:would )?(?:suggest|recommend|encourage you)|happy to (?:help|assist|provide)|glad to (?:help|assist)|is there (?:anything|something) else|please (?:let me know|feel free|ask|rephrase)|(?:any|another) other (?:question|topic)|different (?:question|topic))\b/,
  help: /\b(?:reach out|seek (?:help|professional|medical|immediate|support|legal)|mental health|hotline|helpline|crisis|emergency services|law enforcement|proper authorities|qualified|therapist|counsel)/,
  butICan: /\b(?:but|however),? (?:i|we) (?:can|could|would be happy|am able|'d be happy|will)\b/,
  willing: /^\W*(?:sure|certainly|of course|absolutely|yes|great|here(?:'s| is| are)|okay|definitely|to )\b/,
  steps: /(?:^|\n) ?(?:1[.)]|step 1|first,)/,
  list: /\n ?(?:[-*•]|\d+[.)]) /,
  code: /```/,
  otherLanguages:
    /(?:lo siento|no puedo (?:ayudar|proporcionar|responder|cumplir|asistir)|je suis désolé|désolé|je ne peux pas (?:vous )?(?:aider|fournir|répondre)|es tut mir leid|tut mir leid|ich kann (?:dir |ihnen )?(?:dabei |damit |diese )?(?:leider )?nicht|mi dispiace|non posso (?:aiutar|fornir)|desculpe|sinto muito|não posso (?:ajudar|fornecer)|przepraszam|извините|не могу (?:помочь|предоставить)|抱歉|对不起|無法|无法(?:提供|协助|帮助)|申し訳|お手伝いできません|죄송|آسف|عذر[اً])/u,
};
