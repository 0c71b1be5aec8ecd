using DeepFlow.Learning.Registry;

namespace DeepFlow.Learning.Tests.Registry;

public sealed class ModelCardTests
{
    [Theory]
    [InlineData("dropout(0.08834262101209009)", "dropout(0.08834)")]
    [InlineData("{drop: 0.021612345678, hidden: 109}", "{drop: 0.02161, hidden: 109}")]
    [InlineData("linear(128)", "linear(128)")]
    [InlineData("1.2345678901E-05", "1.235E-05")]
    [InlineData("0.25", "0.25")]
    public void Rounded_NumbersOfManyFigures_KeepFour(string text, string read) => ModelCard.Rounded(text).Should().Be(read);
}
