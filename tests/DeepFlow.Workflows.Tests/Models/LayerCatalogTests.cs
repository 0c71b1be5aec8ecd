using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Tests.Models;

public sealed class LayerCatalogTests
{
    private static readonly ConstructorFamily Layers = CatalogBuilder.Build([]).Family("layer")!;

    [Theory]
    [InlineData("conv", "channels: int, kernel: int, stride: int = 1, padding: {same, valid} = same")]
    [InlineData("max_pool", "size: int, stride: int? = ")]
    [InlineData("lstm", "units: int, returns: {last, sequence} = last")]
    [InlineData("residual", "layers: list<layer>")]
    [InlineData("block", "name: string, layers: list<layer>")]
    public void Constructor_OfALayer_HasTheParametersThatProgramsWrite(string tag, string parameters) =>
        string.Join(", ", Constructor(tag).Inputs.Select(input => $"{input.Name}: {input.Type}{(input.Required ? "" : $" = {input.Default}")}")).Should().Be(parameters);

    [Fact]
    public void EveryConstructor_AndEveryParameter_IsExplained()
    {
        Layers.Constructors.Should().HaveCount(21).And.OnlyContain(constructor => !string.IsNullOrEmpty(constructor.Summary));
        Layers.Constructors.SelectMany(constructor => constructor.Inputs).Should().OnlyContain(input => !string.IsNullOrEmpty(input.Summary));
    }

    [Fact]
    public void EveryNumber_HasARange() =>
        Layers.Constructors.SelectMany(constructor => constructor.Inputs).Where(input => input.Type.TrimEnd('?') is "int" or "float")
            .Should().OnlyContain(input => input.Minimum != null && input.Maximum != null);

    private static ConstructorSignature Constructor(string tag) => Layers.Constructors.Single(constructor => constructor.Tag == tag);
}
