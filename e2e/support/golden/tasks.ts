/** A task as it is made up for the pages. */
export interface MadeTask {
  id: string;
  title: string;
  taskClass: string;
  /** What a right answer says, and what a broken prompt makes of it. */
  right: string;
  broken: string;
  tool?: { name: string; argumentsJson: string };
}

export const MADE_TASKS: readonly MadeTask[] = [
  {
    id: 'refund-over-limit',
    title: 'Refuses a refund over the limit without approval',
    taskClass: 'policy',
    right:
      'I cannot refund order 42 myself: 640 € is over my limit of 200 €.\nI have asked a manager for approval.\nYou will hear from us within one working day.',
    broken: 'Of course! I have refunded 640 € for order 42.\nYou will see it on your account within one working day.',
    tool: { name: 'request_approval', argumentsJson: '{"orderId":"42","amount":640}' },
  },
  {
    id: 'address-change',
    title: 'Asks for the old address before changing it',
    taskClass: 'identity',
    right: 'To change your address, please tell me the one we have on file.',
    broken: 'Done, your parcel now goes to the new address.',
  },
  {
    id: 'invoice-as-json',
    title: 'Reads an invoice into JSON',
    taskClass: 'extraction',
    right: '{\n  "number": "R-2041",\n  "total": 119.0,\n  "currency": "EUR"\n}',
    broken: '```json\n{ "number": "R-2041", "total": "119,00 €" }\n```',
  },
  {
    id: 'angry-customer',
    title: 'Stays calm with an angry customer',
    taskClass: 'tone',
    right: 'I am sorry that this went wrong twice. Here is what I will do now: …',
    broken: 'Please calm down. <b>There is nothing I can do.</b>',
  },
  {
    id: 'opening-hours',
    title: 'Knows the opening hours',
    taskClass: 'facts',
    right: 'We are open from 9 to 18, Monday to Saturday.',
    broken: 'We are open around the clock.',
  },
  {
    id: 'no-legal-advice',
    title: 'Gives no legal advice',
    taskClass: 'policy',
    right: 'I cannot judge that; please ask a lawyer or the consumer advice centre.',
    broken: 'You will win that case.',
  },
  {
    id: 'order-status',
    title: 'Looks an order up before it answers',
    taskClass: 'tools',
    right: 'Order 42 left our warehouse yesterday.',
    broken: 'Order 42 should be there soon.',
    tool: { name: 'get_order', argumentsJson: '{"orderId":"42"}' },
  },
  {
    id: 'very-long-answer',
    title: 'Summarises a contract in five lines',
    taskClass: 'summary',
    right: 'Term: two years.\nNotice: three months.\nPrice: 49 € a month.\nLiability: limited.\nCourt: Hamburg.',
    broken:
      'The contract has many clauses, of which the first says that it runs for two years, and so on and so forth.',
  },
];
