using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

/// <summary>What could stand at a place of a file: looks where the cursor is, and asks whoever knows what stands there.</summary>
internal sealed class Completions
{
    private readonly LanguageSnapshot _snapshot;
    private readonly Typing _typing;
    private readonly Cursor _cursor;
    private readonly ItemList _items;
    private readonly PipelineScope? _scope;

    private Completions(LanguageSnapshot snapshot, Typing typing, Cursor cursor)
    {
        (_snapshot, _typing, _cursor) = (snapshot, typing, cursor);
        _items = new ItemList(cursor.Word);
        _scope = ScopeAt(cursor);
    }

    public static IReadOnlyList<CompletionItem> At(LanguageSnapshot snapshot, LanguageFile file, int offset)
    {
        if (Cursor.UsePath(file, offset) is { } path)
        {
            return PathCompletions.At(snapshot, file, path);
        }

        var typing = new Typing(snapshot.Catalog, snapshot.Visible(file));
        return Cursor.At(typing, file, offset) is { } cursor ? new Completions(snapshot, typing, cursor).Find() : [];
    }

    private IReadOnlyList<CompletionItem> Find()
    {
        var frame = _cursor.Frame;
        var segment = frame.Segment;
        var values = new ValueCompletions(_typing, _scope, _items, _cursor.Word.Start) { Dataset = RuleDataset(frame), Rules = RulesAt(), Model = ModelAt() };
        if (segment is [.., var dot] && dot.Is("."))
        {
            if (frame.Kind == FrameKind.Settings && _scope is not null && TargetCompletions.IsTarget(segment))
            {
                TargetCompletions.InsideOf(_items, _typing, _scope, segment);
                return _items.Sorted();
            }

            values.Members(segment);
            return _items.Sorted();
        }

        switch (frame.Kind)
        {
            case FrameKind.File:
                AtTop(segment);
                break;
            case FrameKind.Dataset:
                new DatasetCompletions(_typing, _items, values).Find(segment);
                break;
            case FrameKind.Model:
                new ModelCompletions(_typing.Catalog, _items).Find(segment);
                break;
            case FrameKind.Pipeline:
                new StatementCompletions(_typing, _scope, _items, values).Find(frame);
                break;
            case FrameKind.Settings:
                new SettingCompletions(_typing, _scope, _items, values).Find(frame);
                break;
            case FrameKind.Roles:
                Roles(segment);
                break;
            case FrameKind.Form:
                TypeOrValue(segment, values);
                break;
            case FrameKind.Activity when segment.Count == 0:
                _items.Keyword("script", "The program that does the work: `script \"train.py\"`");
                _items.Keyword("image", "The container image in which it runs");
                break;
            case FrameKind.Signature or FrameKind.RecordType:
                TypeOrValue(segment, values);
                break;
            case FrameKind.Call:
                Arguments(frame, values);
                break;
            case FrameKind.Record when frame.EntryName is null:
                Entries(frame);
                break;
            case FrameKind.Record or FrameKind.List or FrameKind.Group:
                values.Find(frame.EntryValue.ToList(), frame.ExpectedHere());
                break;
        }

        return _items.Sorted();
    }

    private void AtTop(List<Lexeme> segment)
    {
        if (segment.Count == 0)
        {
            _items.Snippets("file");
            _items.Keyword("use", "Names what another file declares: `use \"data.dlflow\"`");
        }
        else if (segment is [.., var last] && (last.Is(":") || last.Is("<")))
        {
            new TypeCompletions(_typing, _items).Find(segment);
        }
    }

    private void TypeOrValue(List<Lexeme> segment, ValueCompletions values)
    {
        var equals = segment.FindIndex(lexeme => lexeme.Is("="));
        if (equals >= 0)
        {
            values.Find(segment.Skip(equals + 1).ToList(), DslType.Any);
        }
        else if (segment.Any(lexeme => lexeme.Is(":")))
        {
            new TypeCompletions(_typing, _items).Find(segment);
        }
    }

    private void Arguments(Frame frame, ValueCompletions values)
    {
        var isNameExpected = frame.EntryName is null && frame.Segment.Count == 0;
        if (isNameExpected)
        {
            foreach (var input in (frame.Inputs ?? []).Where(input => !frame.Given.Contains(input.Name)))
            {
                _items.Argument(input);
            }
        }

        // Steps and models take named arguments only; constructors, functions and layers take values by place too.
        var byPlace = !frame.IsStep && _typing.Visible.Find<ModelSyntax>(frame.Callee) is null;
        if (frame.EntryName is not null || byPlace)
        {
            values.Find(frame.EntryValue.ToList(), frame.ExpectedHere());
        }
    }

    // Which names tuning may choose, or which fields a record has.
    private void Entries(Frame frame)
    {
        if (frame.Segment.Count > 0)
        {
            return;
        }

        var fields = frame.Element switch
        {
            RecordType record => record.Fields.Select(field => (field.Name, Type: field.Type.ToString(), CompletionKind.Field)),
            MapType => Tunable(),
            _ => [],
        };
        foreach (var (name, type, kind) in fields.Where(field => !frame.Given.Contains(field.Item1)))
        {
            _items.Add(name, kind, type, null, $"{name}: ", 0);
        }
    }

    // What tuning may choose: the model's hyperparameters, and what the optimizer is set by.
    private IEnumerable<(string Name, string Type, CompletionKind Kind)> Tunable()
    {
        var parameters = TunedModel()?.Parameters.Select(parameter => (parameter.Name.Text, "hyperparameter", CompletionKind.Parameter)) ?? [];
        var settings = _typing.Catalog.Family("optimizer")?.Constructors.SelectMany(constructor => constructor.Inputs) ?? [];
        return parameters.Concat(settings.Select(input => (input.Name, "of the optimizer", CompletionKind.Field)));
    }

    private void Roles(List<Lexeme> segment)
    {
        if (segment.Any(lexeme => lexeme.Is(":")))
        {
            _items.Roles();
            return;
        }

        foreach (var activity in _typing.Catalog.Activities)
        {
            _items.Add(activity.Name, CompletionKind.Activity, activity.Role, activity.Summary, $"{activity.Name}: ", 0);
        }
    }

    // The model that the step around the cursor is given, or the first that the file sees.
    private ModelSyntax? TunedModel()
    {
        var step = StepAround();
        var named = step?.Arguments.Items.Select(argument => argument.Value switch
        {
            NameExpressionSyntax name => _typing.Visible.Find<ModelSyntax>(name.Name.Text),
            CallSyntax call => _typing.Visible.Find<ModelSyntax>(call.Name.Text),
            _ => null,
        }).FirstOrDefault(found => found is not null);
        return (named ?? _typing.Visible.OfType<ModelSyntax>().FirstOrDefault())?.Syntax as ModelSyntax;
    }

    private StepSyntax? StepAround() => _scope?.Steps.Select(step => step.Syntax)
        .LastOrDefault(step => step.Span.Start <= _cursor.Word.Start);

    // A rule sees the fields of the data set that the step's other arguments have.
    private string? RuleDataset(Frame frame)
    {
        if (frame.Kind == FrameKind.Dataset)
        {
            return DeclarationAt<DatasetSyntax>(_cursor)?.Name.Text;
        }

        var around = _cursor.Frames.FirstOrDefault(each => each is { Kind: FrameKind.Call, IsStep: true });
        return around?.ExpectedHere() is PredicateType or OptionalType { Item: PredicateType } && _scope is not null && StepAround() is { } step
            && _typing.FindCallee(step.Callee.Text) is { } callee
            ? _typing.VariablesOf(_scope, step, callee).AnyDataset ?? ""
            : null;
    }

    private RulesType? RulesAt() => _cursor.Frames.Where(frame => frame.Kind == FrameKind.Record)
        .Select(frame => TypeRules.Present(frame.Element)).OfType<RulesType>().FirstOrDefault();

    private ModelSyntax? ModelAt() => _cursor.Frames.Any(frame => frame.Kind == FrameKind.Model) ? DeclarationAt<ModelSyntax>(_cursor) : null;

    private static PipelineScope? ScopeAt(Cursor cursor) => DeclarationAt<PipelineSyntax>(cursor) is { } pipeline ? new PipelineScope(pipeline) : null;

    private static T? DeclarationAt<T>(Cursor cursor)
        where T : DeclarationSyntax =>
        cursor.File.Document.Declarations.LastOrDefault(declaration => declaration.Span.Start <= cursor.Word.Start) as T;
}
