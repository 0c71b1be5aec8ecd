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

    [Fact]
    public void ParameterCount_IsOfWeightsAndBiases() => new Linear(128).ParameterCount(Shape.Of(784)).Should().Be(785 * 128);
}
