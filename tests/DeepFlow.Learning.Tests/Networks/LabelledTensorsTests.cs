using DeepFlow.Learning.Networks;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Tests.Networks;

[Collection(Torch.Collection)]
public sealed class LabelledTensorsTests
{
    [Fact]
    public void Items_TooFewForTheirLabels_AreRefused() =>
        FluentActions.Invoking(() => new LabelledTensors("pictures", new byte[7], [0, 1], Shape.Of(1, 2, 2)))
            .Should().Throw<ArgumentException>().WithMessage("2 items of 4 numbers need 8; there are 7.");

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void Token_OutsideTheVocabulary_IsRefused(int token) =>
        FluentActions.Invoking(() => new LabelledTensors("words", [0, 9, token], [0], Shape.Of(3) with { Vocabulary = 10 }))
            .Should().Throw<ArgumentException>().WithMessage("*tokens 0..9 [3]*");
}
