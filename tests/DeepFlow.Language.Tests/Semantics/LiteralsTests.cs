using DeepFlow.Language.Semantics.Types;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Tests.Semantics;

public class LiteralsTests
{
    [Fact]
    public void Percent_OfAnyNumber_IsExact()
    {
        Literals.Read("80%").Value.Should().Be(Value.Of(0.8));
        Literals.Read("99.9%").Value.Should().Be(Value.Of(0.999));
        Literals.Read("5%").Type.Should().Be(DslType.Percent);
    }

    [Fact]
    public void Numbers_WithAndWithoutUnits_AreWhatTheySay()
    {
        Literals.Read("2_000").Value.Should().Be(Value.Of(2_000));
        Literals.Read("1e-4").Value.Should().Be(Value.Of(1e-4));
        Literals.Read("2h30m").Value.Should().Be(Value.Of(TimeSpan.FromMinutes(150)));
        Literals.Read("2w").Value.Should().Be(Value.Of(TimeSpan.FromDays(14)));
        Literals.Read("20ms").Value.Should().Be(Value.Of(TimeSpan.FromMilliseconds(20)));
        Literals.Read("512Mi").Value.Should().Be(Value.Of(new ByteSize(512L << 20)));
        Literals.Read("1.5Gi").Value.Should().Be(Value.Of(new ByteSize(3L << 29)));
    }

    [Theory]
    [InlineData("5min", "5m")]
    [InlineData("3hours", "3h")]
    [InlineData("8GB", "8Gi")]
    [InlineData("1.5h", "1h30m")]
    [InlineData("80percent", "80%")]
    [InlineData("5bananas", null)]
    [InlineData("1e400", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("9999999999999999Ti", null)]
    [InlineData("99999999999999999999d", null)]
    public void Number_ThatMeansNothing_IsRefusedWithWhatWasMeant(string text, string? meant)
    {
        var literal = Literals.Read(text);

        literal.Value.Should().BeNull();
        literal.Meant.Should().Be(meant);
    }
}
