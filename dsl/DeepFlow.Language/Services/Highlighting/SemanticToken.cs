using DeepFlow.Language.Parsing;
using DeepFlow.Language.Syntax;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services.Highlighting;

/// <summary>What a word is, in the terms that editors have colours for.</summary>
public enum SemanticTokenKind
{
    Keyword,
    Type,
    Class,
    Function,
    Parameter,
    Variable,
    Property,
    EnumMember,
    Decorator,
    Number,
    String,
    Comment,
    Operator,
}

/// <summary>A stretch of one line and what it is.</summary>
public sealed record SemanticToken(TextSpan Span, SemanticTokenKind Kind, bool IsDeclaration)
{
    internal static IReadOnlyList<SemanticToken> Of(LanguageSnapshot snapshot, LanguageFile file)
    {
        var names = snapshot.Compile(file.Path).Model.ReferencesIn(file.Path).DistinctBy(found => found.Place.Span.Start).ToList();
        var meanings = names.ToDictionary(found => found.Place.Span.Start);
        var passed = 0;
        var tokens = new List<SemanticToken>();
        foreach (var lexeme in file.Lexemes)
        {
            if (meanings.GetValueOrDefault(lexeme.Span.Start) is { } found && lexeme.IsWord)
            {
                tokens.Add(new SemanticToken(found.Place.Span, KindOf(found.Symbol.Kind), found.IsDeclaration));
            }
            else if (lexeme.Kind == LexemeKind.Text)
            {
                while (passed < names.Count && names[passed].Place.Span.Start <= lexeme.Span.Start)
                {
                    passed++;
                }

                tokens.AddRange(Texts(file, lexeme, names.Skip(passed).TakeWhile(found => found.Place.Span.End < lexeme.Span.End)));
            }
            else if (KindOf(file, lexeme) is { } kind)
            {
                tokens.Add(new SemanticToken(lexeme.Span, kind, false));
            }
        }

        return tokens;
    }

    // A text in its lines, with the names inside `${ }` as what they are.
    private static IEnumerable<SemanticToken> Texts(LanguageFile file, Lexeme text, IEnumerable<SymbolReference> inside)
    {
        var at = text.Span.Start;
        foreach (var found in inside)
        {
            foreach (var piece in Lines(file, at, found.Place.Span.Start))
            {
                yield return piece;
            }

            yield return new SemanticToken(found.Place.Span, KindOf(found.Symbol.Kind), false);
            at = found.Place.Span.End;
        }

        foreach (var piece in Lines(file, at, text.Span.End))
        {
            yield return piece;
        }
    }

    private static IEnumerable<SemanticToken> Lines(LanguageFile file, int start, int end)
    {
        while (start < end)
        {
            var lineBreak = file.Source.Content.IndexOf('\n', start, end - start);
            var stop = lineBreak < 0 ? end : lineBreak;
            if (stop > start)
            {
                yield return new SemanticToken(TextSpan.Between(start, stop), SemanticTokenKind.String, false);
            }

            start = lineBreak < 0 ? end : lineBreak + 1;
        }
    }

    private static SemanticTokenKind? KindOf(LanguageFile file, Lexeme lexeme) => lexeme.Kind switch
    {
        LexemeKind.Reserved => SemanticTokenKind.Keyword,
        LexemeKind.Word when IsLabel(file, lexeme) => SemanticTokenKind.Property,
        LexemeKind.Word => Lexemes.ContextualWords.Contains(lexeme.Text) ? SemanticTokenKind.Keyword : null,
        LexemeKind.Number => SemanticTokenKind.Number,
        LexemeKind.Comment => SemanticTokenKind.Comment,
        LexemeKind.Sign when lexeme.Text is "->" or "|" or "??" or "@" or "==" or "!=" or "<=" or ">=" or "+" or "-" or "*" or "/" or ".." => SemanticTokenKind.Operator,
        _ => null,
    };

    private static bool IsLabel(LanguageFile file, Lexeme lexeme)
    {
        var next = file.Source.Content.AsSpan(lexeme.Span.End).TrimStart(' ');
        return next.Length > 0 && next[0] == ':';
    }

    private static SemanticTokenKind KindOf(SymbolKind kind) => kind switch
    {
        SymbolKind.Dataset or SymbolKind.Model or SymbolKind.Form => SemanticTokenKind.Class,
        SymbolKind.Pipeline or SymbolKind.Activity or SymbolKind.Script or SymbolKind.Constructor or SymbolKind.Layer or SymbolKind.Function => SemanticTokenKind.Function,
        SymbolKind.Parameter or SymbolKind.Hyperparameter or SymbolKind.Input => SemanticTokenKind.Parameter,
        SymbolKind.Step or SymbolKind.Variable or SymbolKind.Item or SymbolKind.Branch or SymbolKind.Block => SemanticTokenKind.Variable,
        SymbolKind.Label or SymbolKind.Member or SymbolKind.Outcome or SymbolKind.Role => SemanticTokenKind.EnumMember,
        SymbolKind.Secret => SemanticTokenKind.String,
        _ => SemanticTokenKind.Property,
    };
}
