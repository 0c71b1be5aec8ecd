using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Tests.Models;

public sealed class LayerTests
{
    private static readonly ModelDefinition Mlp = new("mlp", new ImageItem(1, 28, 28))
    {
        Parameters = [new("hidden", "int", new Literal(Value.Of(128))), new("drop", "float")],
        Layers =
        [
            new Construct("flatten", []), new Construct("linear", [new("units", new Name("hidden"))]), new Construct("relu", []),
            new Construct("dropout", [new("rate", new Name("drop"))]), new Construct("linear", [new("units", new Literal(Value.Of(10)))]),
        ],
    };

    [Fact]
    public void Model_Resolved_TakesWhatIsChosenOverWhatIsBoundOverDefaults()
    {
        var spec = new ModelSpec(Mlp, ImmutableDictionary<string, Value>.Empty.Add("drop", Value.Of(0.1)).Add("hidden", Value.Of(64)));
        var model = spec.Resolve(new Dictionary<string, Value> { ["hidden"] = Value.Of(32) });
        model.Layers.Should().Equal(new Flatten(), new Linear(32), new Relu(), new Dropout(0.1), new Linear(10));
        model.OutputShape().Should().Be(Shape.Of(10));
    }

    [Fact]
    public void Model_WithoutAValueForAHyperparameter_IsRefusedByItsName()
    {
        var act = () => new ModelSpec(Mlp, ImmutableDictionary<string, Value>.Empty).Resolve();
        act.Should().Throw<JsonException>().WithMessage("*mlp*drop*");
    }

    [Fact]
    public void Model_PassedAsAValue_ArrivesAsTheSameSpec()
    {
        var bundle = new Bundle { Models = ImmutableSortedDictionary<string, ModelDefinition>.Empty.Add("mlp", Mlp) };
        var value = Evaluator.Evaluate(new ModelReference("mlp", [new("drop", new Literal(Value.Of(0.2)))]), new Scope(_ => Value.Missing, bundle));
        var spec = ClrValues.To<ModelSpec>(value);
        spec.Resolve().Hyperparameters["drop"].Should().Be(Value.Of(0.2));
        spec.Resolve().Layers[1].Should().Be(new Linear(128));
    }

    [Fact]
    public void Linear_OnAPicture_SaysWhatToDo()
    {
        var act = () => new Linear(10).OutputShape(Shape.Of(1, 28, 28));
        act.Should().Throw<ShapeMismatchException>().WithMessage("*[1, 28, 28]*flatten()*");
    }

    public static TheoryData<Layer, Shape, long> Counts => new()
    {
        { new Linear(128), Shape.Of(784), 785 * 128 },
        { new Conv(16, 3), Shape.Of(3, 8, 8), (3 * 9 * 16) + 16 },
        { new BatchNorm(), Shape.Of(16, 8, 8), 32 },
        { new MaxPool(2), Shape.Of(16, 8, 8), 0 },
        { new Embedding(100, 8), Shape.Of(20) with { Vocabulary = 100 }, 800 },
        { new Lstm(5), Shape.Of(20, 8), 4 * 5 * (8 + 5 + 2) },
        { new Residual([new Linear(8), new Relu(), new Linear(8)]), Shape.Of(8), 2 * 72 },
        { new Block("b", [new Linear(4), new Linear(2)]), Shape.Of(8), 36 + 10 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void ParameterCount_IsOfAllThatIsLearned(Layer layer, Shape input, long count) => layer.ParameterCount(input).Should().Be(count);

    [Theory]
    [InlineData("""{"$":"conv","channels":16,"kernel":3}""", "conv(16, 3)")]
    [InlineData("""{"$":"conv","channels":16,"kernel":3,"stride":2,"padding":"valid"}""", "conv(16, 3, stride: 2, padding: valid)")]
    [InlineData("""{"$":"max_pool","size":2}""", "max_pool(2)")]
    [InlineData("""{"$":"lstm","units":8,"returns":"sequence"}""", "lstm(8, returns: sequence)")]
    [InlineData("""{"$":"dropout","rate":0.25}""", "dropout(0.25)")]
    [InlineData(
        """{"$":"block","name":"stem","layers":[{"$":"residual","layers":[{"$":"linear","units":8},{"$":"relu"}]},{"$":"batch_norm"}]}""",
        "block stem { residual { linear(8); relu() }; batch_norm() }")]
    public void Layer_FromAValue_ReadsAsItIsWritten(string json, string text)
    {
        var value = JsonSerializer.Deserialize<Value>(json, DeepFlowJson.Options)!;

        var layer = ClrValues.To<Layer>(value);

        LayerText.Of(layer).Should().Be(text);
        ClrValues.To<Layer>(ClrValues.From(layer)).Should().Be(layer, "equality looks into groups");
    }

    [Fact]
    public void Group_WithAHyperparameterInside_IsResolved()
    {
        var definition = new ModelDefinition("wide", new ImageItem(4, 8, 8))
        {
            Parameters = [new("channels", "int", new Literal(Value.Of(4)))],
            Layers = [new Construct("residual", [new("layers", new ListOf([new Construct("conv", [new("channels", new Name("channels")), new("kernel", new Literal(Value.Of(3)))])]))])],
        };
        var spec = new ModelSpec(definition, ImmutableDictionary<string, Value>.Empty);

        spec.Resolve().OutputShape().Should().Be(Shape.Of(4, 8, 8));
        spec.Invoking(model => model.Resolve(new Dictionary<string, Value> { ["channels"] = Value.Of(8) }).OutputShape())
            .Should().Throw<ShapeMismatchException>().WithMessage("residual adds its input [4, 8, 8] to what its layers give, [8, 8, 8]*");
    }
}
