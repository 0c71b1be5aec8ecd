using DeepFlow.Language.Parsing;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

/// <summary>
/// Where the cursor stands: the word that is being typed, the brackets that are open around it, and what precedes it in the
/// innermost. Read off the words before the cursor, so that it holds however broken the rest of the text is.
/// </summary>
internal sealed class Cursor
{
    private readonly Stack<Frame> _frames = new([new Frame(FrameKind.File)]);
    private readonly Typing _typing;

    private Cursor(Typing typing, LanguageFile file, TextSpan word)
    {
        (_typing, File, Word) = (typing, file, word);
    }

    public LanguageFile File { get; }

    /// <summary>The word at the cursor, from its start to the cursor; empty between words.</summary>
    public TextSpan Word { get; }

    public Frame Frame => _frames.Peek();

    /// <summary>The frames from the innermost outwards.</summary>
    public IEnumerable<Frame> Frames => _frames;

    /// <summary>Null inside a comment, or inside a text where no expression stands.</summary>
    public static Cursor? At(Typing typing, LanguageFile file, int offset)
    {
        offset = Math.Clamp(offset, 0, file.Source.Content.Length);
        var before = file.Lexemes.TakeWhile(lexeme => lexeme.Span.Start < offset).ToList();
        if (before is [.., { Kind: LexemeKind.Comment } comment] && offset <= comment.Span.End)
        {
            return null;
        }

        if (before is [.., { Kind: LexemeKind.Text } text] && (offset < text.Span.End || !IsClosed(text)))
        {
            return InText(typing, file, before, text, offset);
        }

        return Read(typing, file, before, offset);
    }

    /// <summary>The path that is being typed behind <c>use</c>, when the cursor stands in it.</summary>
    public static TextSpan? UsePath(LanguageFile file, int offset)
    {
        var lexemes = file.Lexemes;
        for (var i = 1; i < lexemes.Count && lexemes[i].Span.Start < offset; i++)
        {
            if (lexemes[i - 1].Is("use") && lexemes[i].Kind == LexemeKind.Text && offset <= lexemes[i].Span.End)
            {
                return TextSpan.Between(lexemes[i].Span.Start + 1, offset);
            }
        }

        return null;
    }

    private static Cursor Read(Typing typing, LanguageFile file, List<Lexeme> before, int offset)
    {
        var word = new TextSpan(offset, 0);
        if (before is [.., { IsWord: true } last] && offset <= last.Span.End)
        {
            word = TextSpan.Between(last.Span.Start, offset);
            before.RemoveAt(before.Count - 1);
        }

        var cursor = new Cursor(typing, file, word);
        var declaration = before.FindLastIndex(lexeme => StartsDeclaration(file.Source, lexeme));
        foreach (var lexeme in before.Skip(Math.Max(0, declaration)))
        {
            cursor.Take(lexeme);
        }

        return cursor;
    }

    private static Cursor? InText(Typing typing, LanguageFile file, List<Lexeme> before, Lexeme text, int offset)
    {
        var typed = file.Source.Content[text.Span.Start..Math.Min(offset, text.Span.End)];
        var open = text.Text.StartsWith('\'') ? -1 : typed.LastIndexOf("${", StringComparison.Ordinal);
        if (open < 0 || typed.AsSpan(open).Contains('}'))
        {
            return null;
        }

        before.RemoveAt(before.Count - 1);
        before.AddRange(Lexemes.ItemsOf(file.Source, TextSpan.Between(text.Span.Start + open + 2, offset)));
        var cursor = Read(typing, file, before.Where(lexeme => lexeme.Span.Start < text.Span.Start).ToList(), text.Span.Start);
        var inside = Read(typing, file, before.Where(lexeme => lexeme.Span.Start > text.Span.Start).ToList(), offset);
        var group = new Frame(FrameKind.Group) { Start = text.Span.Start + open };
        group.Segment.AddRange(inside.Frame.Segment);
        var result = new Cursor(typing, file, inside.Word);
        foreach (var frame in cursor._frames.Reverse().Skip(1).Append(group))
        {
            result._frames.Push(frame);
        }

        return result;
    }

    private static bool IsClosed(Lexeme text) =>
        text.Text.Length > 1 && text.Text[^1] == text.Text[0] && (!text.Text.StartsWith("\"\"\"", StringComparison.Ordinal) || (text.Text.Length >= 6 && text.Text.EndsWith("\"\"\"", StringComparison.Ordinal)));

    private static bool StartsDeclaration(SourceText source, Lexeme lexeme) =>
        lexeme.Kind == LexemeKind.Word
        && lexeme.Text is "use" or "dataset" or "model" or "pipeline" or "form" or "activity"
        && (lexeme.Span.Start == 0 || source.Content[lexeme.Span.Start - 1] == '\n');

    private void Take(Lexeme lexeme)
    {
        switch (lexeme)
        {
            case { Kind: LexemeKind.Comment }:
                return;
            case { Kind: LexemeKind.NewLine }:
                EndLine();
                return;
            case { Kind: LexemeKind.Open }:
                // The bracket itself stays in the segment, so that what follows it is seen to be no beginning.
                var opened = Open(lexeme);
                Frame.Segment.Add(lexeme);
                _frames.Push(opened);
                return;
            case { Kind: LexemeKind.Close }:
                Close(lexeme);
                return;
            case { Kind: LexemeKind.Sign, Text: "," } when Frame.Kind is not (FrameKind.Pipeline or FrameKind.Settings or FrameKind.Dataset or FrameKind.Form or FrameKind.File or FrameKind.Model or FrameKind.Activity):
                Frame.EndSegment();
                return;
            case { Kind: LexemeKind.Reserved, Text: "step" or "return" or "parallel" or "branch" or "stop" or "var" or "set" } when Frame.Segment.Count == 0:
                LeaveRound();
                break;
        }

        Frame.Segment.Add(lexeme);
    }

    // A statement's word that begins a line or an argument shows that a bracket was forgotten.
    private void LeaveRound()
    {
        while (_frames.Count > 1 && Frame.Kind is FrameKind.Call or FrameKind.List or FrameKind.Group or FrameKind.Record or FrameKind.Settings)
        {
            _frames.Pop();
        }

        Frame.EndSegment();
    }

    private void EndLine()
    {
        if (Frame.Kind is not (FrameKind.Call or FrameKind.List or FrameKind.Group or FrameKind.Signature) && Frame.Segment is not [.., { JoinsNext: true }])
        {
            Frame.EndSegment();
        }
    }

    private void Close(Lexeme lexeme)
    {
        if (_frames.Count > 1)
        {
            _frames.Pop();
        }

        Frame.Segment.Add(lexeme);

        // `else` may follow on the same line; anything else begins anew behind a block.
        if (lexeme.Is("}") && Frame.Kind is FrameKind.Model or FrameKind.Dataset)
        {
            Frame.EndSegment();
        }
    }

    private Frame Open(Lexeme bracket)
    {
        var start = bracket.Span.Start;
        return bracket.Text switch
        {
            "(" => OpenRound(start),
            "[" => Frame.Segment is [.., { IsWord: true } or { Text: ")" or "]" }] && IsValueHere()
                ? new Frame(FrameKind.Group) { Start = start, Element = DslType.Int }
                : new Frame(FrameKind.List) { Start = start, Element = TypeRules.Present(Frame.ExpectedHere()) is ListType list ? list.Item : DslType.Any },
            _ => OpenBrace(start),
        };
    }

    private bool IsValueHere() => Frame.Kind is not (FrameKind.File or FrameKind.Dataset);

    private Frame OpenRound(int start)
    {
        var segment = Frame.Segment;
        if (Frame.Kind == FrameKind.File)
        {
            return new Frame(FrameKind.Signature) { Start = start };
        }

        if (segment is not [.., { IsWord: true } name])
        {
            return new Frame(FrameKind.Group) { Start = start, Element = Frame.ExpectedHere() };
        }

        if (Frame.Kind == FrameKind.Pipeline && segment is [.., var equals, _] && equals.Is("=") && !segment[0].Is("var") && !segment[0].Is("set"))
        {
            return new Frame(FrameKind.Call) { Start = start, Callee = name.Text, IsStep = true, Inputs = _typing.FindCallee(name.Text)?.Inputs };
        }

        return new Frame(FrameKind.Call) { Start = start, Callee = name.Text, Inputs = InputsOf(name.Text) };
    }

    private IReadOnlyList<CalleeInput>? InputsOf(string name)
    {
        if (Frame.Kind == FrameKind.Model)
        {
            return _typing.ConstructorInputs(new NamedType("layer"), name);
        }

        if (_typing.ConstructorInputs(Frame.ExpectedHere(), name) is { } inputs)
        {
            return inputs;
        }

        if (_typing.Visible.Find<ModelSyntax>(name) is { Syntax: ModelSyntax model } found)
        {
            return [.. model.Parameters.Select(parameter => CalleeInput.Of(found.File, parameter)).Select(input => input with { Required = false })];
        }

        return DeepFlow.Workflows.Expressions.Functions.Find(name) is { } function
            ? [.. function.Parameters.Select((type, i) => new CalleeInput($"value{i + 1}", TypeText.Parse(type), true))]
            : null;
    }

    private Frame OpenBrace(int start)
    {
        var segment = Frame.Segment;
        var head = segment.FirstOrDefault()?.Text ?? "";
        switch (Frame.Kind, head)
        {
            case (FrameKind.File, "dataset"):
                return new Frame(FrameKind.Dataset) { Start = start };
            case (FrameKind.File, "model"):
                return new Frame(FrameKind.Model) { Start = start };
            case (FrameKind.File, "form"):
                return new Frame(FrameKind.Form) { Start = start };
            case (FrameKind.File, "activity"):
                return new Frame(FrameKind.Activity) { Start = start };
            case (FrameKind.File, _):
                return new Frame(FrameKind.Pipeline) { Start = start, IsBody = true };
            case (FrameKind.Model, _):
                return new Frame(FrameKind.Model) { Start = start };
            case (FrameKind.Dataset, "label"):
                return new Frame(FrameKind.Labels) { Start = start };
            case (FrameKind.Pipeline, "roles"):
                return new Frame(FrameKind.Roles) { Start = start };
        }

        var last = segment.Count > 0 ? segment[^1] : new Lexeme(LexemeKind.Sign, "", default);
        if (Frame.Kind == FrameKind.Pipeline && StepCallee(segment) is { } callee && last.Is(")"))
        {
            return new Frame(FrameKind.Settings) { Start = start, Callee = callee };
        }

        if (Frame.Kind == FrameKind.Pipeline && !last.Is("=") && !last.Is(":"))
        {
            return new Frame(FrameKind.Pipeline) { Start = start };
        }

        return last.Is("record")
            ? new Frame(FrameKind.RecordType) { Start = start }
            : new Frame(FrameKind.Record) { Start = start, Element = TypeRules.Present(Frame.ExpectedHere()) };
    }

    /// <summary>What the step calls whose words the segment holds.</summary>
    public static string? StepCallee(IReadOnlyList<Lexeme> segment)
    {
        var at = -1;
        for (var i = 0; i < segment.Count; i++)
        {
            if (segment[i].Is("="))
            {
                at = i;
                break;
            }
        }

        return at >= 1 && !segment[0].Is("var") && !segment[0].Is("set") && at + 1 < segment.Count && segment[at + 1].IsWord ? segment[at + 1].Text : null;
    }
}
