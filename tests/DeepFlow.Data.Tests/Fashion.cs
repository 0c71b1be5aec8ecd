using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Tests;

/// <summary>Data sets as the compiler would hand them over.</summary>
internal static class Fashion
{
    /// <summary>Ten labels and pictures of 28 x 28, with the expectations of the shipped pipeline.</summary>
    public static DatasetDefinition Full { get; } = new("fashion", new ImageItem(1, 28, 28))
    {
        Span = new SourceSpan("data.dlflow", 3, 1, 12, 2),
        Labels =
        [
            new("tshirt", "T-shirt/top"), new("trouser"), new("pullover"), new("dress"), new("coat"),
            new("sandal"), new("shirt"), new("sneaker"), new("bag"), new("boot", "Ankle boot"),
        ],
        Fields = [new("part", "string", [])],
        Expectations =
        [
            new("not_blank", Greater(Call("max", "item"), 0), Otherwise.SetAside),
            new("enough", new Binary(BinaryOperator.GreaterOrEqual, Call("count", "items"), new Literal(Value.Of(5_000))), Otherwise.Fail),
            new("balanced", Greater(new Call("min", [Call("share", "labels")]), 0.05), Otherwise.Warn),
        ],
    };

    /// <summary>Two labels and pictures of <see cref="IdxFiles.Side"/> squared; nothing is expected.</summary>
    public static DatasetDefinition Small { get; } = new("small", new ImageItem(1, IdxFiles.Side, IdxFiles.Side))
    {
        Labels = [new("cat", "Cat"), new("dog")],
        Fields = [new("part", "string", [])],
    };

    public static Value PartIs(string part) =>
        new QuoteValue(new Binary(BinaryOperator.Equal, new Name("part"), new Literal(Value.Of(part))));

    public static Call Call(string function, string name) => new(function, [new Name(name)]);

    public static Binary Greater(Expression left, double right) => new(BinaryOperator.Greater, left, new Literal(Value.Of(right)));

    public static Binary Greater(Expression left, int right) => new(BinaryOperator.Greater, left, new Literal(Value.Of(right)));

    public static DatasetDefinition Expecting(this DatasetDefinition dataset, params ExpectationDefinition[] expectations) =>
        dataset with { Expectations = [.. expectations] };
}
