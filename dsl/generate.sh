#!/usr/bin/env bash
# Generates the parser from Parsing/DeepFlow.g4. The result is checked in, so only who changes the grammar needs this (Node 20 and npm).
# usage: dsl/generate.sh [TARGET_FOLDER]     default: Parsing/Generated
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
parsing="$here/DeepFlow.Language/Parsing"
target="${1:-$parsing/Generated}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

npm install --silent --no-audit --no-fund --fetch-retries=5 --prefix "$work/tool" antlr-ng@1.0.10 >&2
"$work/tool/node_modules/.bin/antlr-ng" -Dlanguage=CSharp --warnings-are-errors true \
    --generate-listener false --generate-visitor false \
    --package DeepFlow.Language.Parsing.Generated -o "$work/out" "$parsing/DeepFlow.g4" >&2

mkdir -p "$target"
for name in DeepFlowLexer DeepFlowParser; do
    # Nothing outside the Parsing folder may see these types.
    sed -e 's/^public partial class/internal partial class/' -e '/CLSCompliant/d' "$work/out/$name.cs" > "$target/$name.cs"
done
