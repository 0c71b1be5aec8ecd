// The grammar against the shipped pipelines: what it says of words that everyone can judge.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const oniguruma = require("vscode-oniguruma");
const { Registry, INITIAL, parseRawGrammar } = require("vscode-textmate");

const extension = path.join(__dirname, "..");
const grammarFile = path.join(extension, "syntaxes", "dlflow.tmLanguage.json");
const pipelines = path.join(extension, "..", "..", "pipelines", "fashion");

async function loadGrammar() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(grammarFile, "utf8"), grammarFile),
  });
  return registry.loadGrammar("source.dlflow");
}

/** Every stretch of a text with the innermost scope that it has. */
function tokenize(grammar, text) {
  const tokens = [];
  let stack = INITIAL;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    tokens.push(...result.tokens.map((token) => ({ text: line.slice(token.startIndex, token.endIndex), scope: token.scopes.at(-1) })));
  }
  return tokens;
}

const grammar = loadGrammar();

test("a step, its activity, an argument and a number have scopes of their own", async () => {
  const tokens = tokenize(await grammar, 'step split = split_data(data: prepared.data, first: 80%, seed: 42) // why');
  const scopeOf = (text) => tokens.find((token) => token.text.trim() === text)?.scope;
  assert.equal(scopeOf("step"), "keyword.control.step.dlflow");
  assert.equal(scopeOf("split"), "variable.other.definition.dlflow");
  assert.equal(scopeOf("split_data"), "entity.name.function.dlflow");
  assert.equal(scopeOf("data"), "variable.parameter.dlflow");
  assert.equal(scopeOf("80%"), "constant.numeric.dlflow");
  assert.equal(scopeOf("// why"), "comment.line.double-slash.dlflow");
});

test("an expression inside a text is code, and the text goes on behind it", async () => {
  const tokens = tokenize(await grammar, 'fail "only ${if a.b then 1 else 2} of them"');
  assert.equal(tokens.find((token) => token.text === "if").scope, "keyword.control.dlflow");
  assert.equal(tokens.find((token) => token.text === " of them").scope, "string.quoted.double.dlflow");
});

for (const file of fs.readdirSync(pipelines).filter((name) => name.endsWith(".dlflow"))) {
  test(`${file}: every step's word, every comment and every text is seen`, async () => {
    const text = fs.readFileSync(path.join(pipelines, file), "utf8");
    const tokens = tokenize(await grammar, text);
    const steps = text.split("\n").filter((line) => /^\s*step\s/.test(line)).length;
    assert.equal(tokens.filter((token) => token.scope === "keyword.control.step.dlflow").length, steps);
    for (const line of text.split("\n").filter((each) => each.trimStart().startsWith("//"))) {
      assert.match(tokens.find((token) => token.text.trim() === line.trim())?.scope ?? "", /^comment/);
    }
  });
}
