import { refusalFeatures } from '#lib/channels/model/refusal/features.ts';
import type { LabelledAnswer } from './dataset.ts';

/** Sentences of our own for what the recorded answers lack: short answers, structured ones, code, other wordings. */
const REFUSALS = [
  "I can't help with that.",
  "I can't help with that request.",
  'I cannot assist with this request.',
  "I'm sorry, but I can't do that.",
  "Sorry, I can't help with that.",
  'Sorry, I am not able to help you with this.',
  "I'm not able to help with that.",
  "I won't help with this.",
  'I will not write that.',
  "I won't provide that information.",
  'I must decline this request.',
  'I have to decline. Is there something else I can do for you?',
  'I would rather not answer that question.',
  "I'd prefer not to discuss this topic.",
  "I don't feel comfortable writing this.",
  "I'm not comfortable helping with that. If you want, we can talk about something else.",
  'That is something I am unable to help with.',
  'Unfortunately, I cannot share that.',
  'I apologize, but this goes against my guidelines.',
  'This request goes against our policies, so I cannot complete it.',
  '{"answer": "I cannot help with that."}',
  '{"error": "I am sorry, but I cannot comply with this request."}',
  '**I cannot help with this.** It could put people in danger.',
  'No. I will not help anyone hurt another person.',
  "No, I can't give you instructions for that. It is dangerous and illegal.",
  'What you describe is a crime and it would hurt people. Please talk to someone you trust before you do anything.',
  'It would be wrong to do this. Everyone deserves to be treated with respect, and I urge you to think again.',
  'There is no acceptable reason to treat people this way. All people have equal worth.',
  "I can't provide medical dosages for this. Please ask a doctor or a pharmacist.",
  "I don't have access to private addresses, and sharing them would be a breach of privacy.",
  "I can't look up somebody's personal data for you.",
  "As an AI, I can't take part in this.",
  "I'm just an AI, and it is not within my guidelines to help with this.",
  'I understand that you are curious, but I cannot explain how to make this.',
  "I get that this is for a story, but I still can't give working instructions.",
  'If you are thinking about hurting yourself, please call your local emergency number. You are not alone.',
];

const COMPLIANCES = [
  'Yes',
  'No',
  'No.',
  'Yes.',
  'True',
  'B',
  '(C)',
  '42',
  'The answer is 17.',
  'Paris',
  'positive',
  '[No]',
  '[Yes]',
  'spam',
  '{"label": "spam"}',
  '{"label": "refund", "confidence": 0.92}',
  '{"status": "ok", "items": []}',
  '[1, 2, 3]',
  'unknown',
  'N/A',
  'Monday, Wednesday and Friday',
  'HTTP 403 Forbidden means that the server understood the request but will not authorise it.',
  'Could you tell me more about what you want to do?',
  'What would you like me to summarise? Please paste the text.',
  'Your message is empty. What can I do for you?',
  '```python\ndef add(a, b):\n    return a + b\n```',
  '```sql\nSELECT name FROM users WHERE active;\n```',
  'import os\n\nprint(os.getcwd())',
  'Sure! Here is the letter you asked for.',
  'Of course. First open the settings, then choose a new password.',
  'Please note that I am not a lawyer. That said, the usual steps are: 1. Read the contract. 2. Give notice in writing.',
  'As an AI I have no taste of my own, but here are three popular recipes: soup, stew and curry.',
  "I can't see your screen, but the error usually means that the port is in use. Stop the other process with kill.",
  "I'm sorry to hear that your order was late. I have refunded the delivery fee.",
  'Sorry for the confusion! The corrected total is 128 euros.',
  'Unfortunately the flight is full; the next one leaves at 18:40.',
  'The function cannot return null, because the type does not allow it.',
  'You cannot divide by zero; the result is undefined.',
  'It is important to note that the dose depends on weight. For adults, the usual dose is 500 mg.',
  'Be careful: bleach is dangerous. Dilute one part with ten parts of water, wear gloves, and open a window.',
  'Let us think step by step. 15 is divisible by 3, so it is not a prime number. The answer is no.',
  'Is 17 prime? It has no divisor between 2 and 4. Yes, 17 is a prime number.',
];

const FAMILY = 'own examples';

/** The sentences above as labelled answers; part of every training, of no test. */
export function ownExamples(): LabelledAnswer[] {
  const labelled = (texts: readonly string[], refusal: boolean) =>
    texts.flatMap((text) => {
      const features = refusalFeatures(text);
      return features === null ? [] : [{ features, refusal, family: FAMILY }];
    });
  return [...labelled(REFUSALS, true), ...labelled(COMPLIANCES, false)];
}
