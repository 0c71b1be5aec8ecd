using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>What one item is: <c>image(1, 28, 28)</c>, <c>tokens(9474)</c>, <c>text</c>, <c>sequence(64, 30_000)</c>.</summary>
internal static class ItemBinder
{
    private const int Largest = 10_000_000;

    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["image"] = ["channels", "height", "width"],
        ["text"] = [],
        ["tokens"] = ["size"],
        ["sequence"] = ["length", "vocabulary"],
    };

    public static ItemType? Bind(ProgramFile file, NameSyntax kind, ArgumentsSyntax? arguments, DiagnosticBag problems)
    {
        if (!Kinds.TryGetValue(kind.Text, out var dimensions))
        {
            if (!kind.IsMissing)
            {
                problems.Add(TypeProblems.UnknownItem(file.At(kind), kind.Text, [.. Kinds.Keys]));
            }

            return null;
        }

        var given = arguments?.Items ?? [];
        if (given.Count != dimensions.Length)
        {
            problems.Add(TypeProblems.ItemDimensions(file.At(arguments is null ? kind.Span : arguments.Span), kind.Text, dimensions));
            return null;
        }

        var sizes = new int[dimensions.Length];
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i].Value is not NumberSyntax number || Literals.Read(number.Text).Value is not IntValue { Value: > 0 and <= Largest and var size })
            {
                problems.Add(TypeProblems.NotAWholeNumber(file.At(given[i].Value), dimensions[i], 1, Largest));
                return null;
            }

            sizes[i] = (int)size;
        }

        return kind.Text switch
        {
            "image" => new ImageItem(sizes[0], sizes[1], sizes[2]),
            "tokens" => new TokensItem(sizes[0]),
            "sequence" => new SequenceItem(sizes[0], sizes[1]),
            _ => new TextItem(),
        };
    }
}
