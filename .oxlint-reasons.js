/** An exception in a comment says why: `// oxlint-disable-next-line <rule> -- <reason>`. */
const reasonedDisable = {
  meta: { type: 'problem', schema: [], messages: { noReason: 'Say why: end the comment with " -- " and the reason.' } },
  create: context => ({
    Program() {
      for (const { value, loc } of context.sourceCode.getAllComments()) {
        const disables = /^\s*(?:(?:eslint|oxlint)-disable|@ts-expect-error)/.test(value);
        if (disables && !/ -- \S/.test(value)) context.report({ loc, messageId: 'noReason' });
      }
    },
  }),
};

export default { meta: { name: 'linli' }, rules: { 'reasoned-disable': reasonedDisable } };
