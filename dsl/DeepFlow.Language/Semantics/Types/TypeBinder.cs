using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Types;

/// <summary>Types as written to types as meant.</summary>
internal sealed class TypeBinder(SymbolTable symbols, DiagnosticBag problems)
{
    private static readonly string[] BuiltIn =
    [
        "int", "float", "bool", "string", "text", "duration", "size", "percent", "date",
        "source", "artifact", "model", "metrics", "table", "plot", "secret", "form", "any",
    ];

    private static readonly string[] Generic = ["list", "range", "dataset"];

    private readonly HashSet<string> _named = [.. BuiltIn, .. NamesIn(symbols.Catalog)];

    /// <summary>Every type that may be written by its name alone.</summary>
    public static IEnumerable<string> NamesOf(ActivityCatalog catalog) => BuiltIn.Concat(NamesIn(catalog)).Distinct();

    public DslType Bind(ProgramFile file, TypeSyntax syntax)
    {
        var type = syntax switch
        {
            NamedTypeSyntax named => BindNamed(file, named),
            EnumTypeSyntax enumeration => BindEnum(file, enumeration),
            RecordTypeSyntax record => new RecordType(
                [.. record.Fields.Where(field => !field.Name.IsMissing).Select(field => new RecordField(field.Name.Text, Bind(file, field.Type)))]),
            _ => DslType.Any,
        };
        return syntax.Optional ? TypeRules.Optional(type) : type;
    }

    private DslType BindNamed(ProgramFile file, NamedTypeSyntax syntax)
    {
        var name = syntax.Name.Text;
        if (Generic.Contains(name))
        {
            if (syntax.Arguments is not [var argument])
            {
                problems.Add(TypeProblems.TypeArgumentCount(file.At(syntax), name, 1));
                return DslType.Any;
            }

            return name switch
            {
                "list" => new ListType(Bind(file, argument)),
                "range" => new RangeType(Bind(file, argument)),
                _ => BindDataset(file, argument),
            };
        }

        if (syntax.Arguments.Count > 0)
        {
            problems.Add(TypeProblems.TypeArgumentCount(file.At(syntax), name, 0));
        }

        if (_named.Contains(name))
        {
            return new NamedType(name);
        }

        var isDataset = symbols.Find<DatasetSymbol>(file, name) is not null;
        problems.Add(TypeProblems.UnknownType(file.At(syntax.Name), name, isDataset, [.. _named, .. Generic]));
        return DslType.Any;
    }

    private DslType BindDataset(ProgramFile file, TypeSyntax argument)
    {
        if (argument is not NamedTypeSyntax { Arguments: [], Optional: false } named)
        {
            problems.Add(TypeProblems.DatasetNameExpected(file.At(argument)));
            return DslType.Any;
        }

        if (symbols.Find<DatasetSymbol>(file, named.Name.Text) is not { } dataset)
        {
            problems.Add(NameProblems.UnknownDataset(file.At(named.Name), named.Name.Text, symbols.Known<DatasetSymbol>(file, named.Name.Text)));
            return DslType.Any;
        }

        symbols.Facts.Refer(SymbolFacts.Named(dataset), file.At(named.Name));

        return new DatasetType(named.Name.Text);
    }

    private EnumType BindEnum(ProgramFile file, EnumTypeSyntax syntax)
    {
        foreach (var repeated in syntax.Members.GroupBy(member => member.Name.Text).SelectMany(group => group.Skip(1)))
        {
            problems.Add(NameProblems.DuplicateName(file.At(repeated.Name), repeated.Name.Text, "a member of this type"));
        }

        return new EnumType([.. syntax.Members.Select(member => member.Name.Text).Where(name => name.Length > 0).Distinct()]);
    }

    /// <summary>Every handle that some activity takes or gives, such as <c>deployment</c> or <c>checkpoint</c>.</summary>
    private static IEnumerable<string> NamesIn(ActivityCatalog catalog) => catalog.Activities
        .SelectMany(activity => activity.Inputs.Select(input => input.Type).Concat(activity.Outputs.Select(output => output.Type)))
        .SelectMany(text => NamesIn(TypeText.Parse(text)))
        .Except(catalog.Families.Select(family => family.Name))
        .Except(["model_definition"]);

    private static IEnumerable<string> NamesIn(DslType type) => type switch
    {
        NamedType named => [named.Name],
        ListType list => NamesIn(list.Item),
        RangeType range => NamesIn(range.Item),
        OptionalType optional => NamesIn(optional.Item),
        MapType map => NamesIn(map.Item),
        RecordType record => record.Fields.SelectMany(field => NamesIn(field.Type)),
        _ => [],
    };
}
