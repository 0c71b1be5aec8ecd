using System.Text.Json;
using CsCheck;
using DeepFlow.Testing;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Tests.Values;

public sealed class ValueJsonTests
{
    public static TheoryData<Value, string> Forms => new()
    {
        { Value.Missing, "null" },
        { Value.True, "true" },
        { Value.Of(1), "1" },
        { Value.Of(1.0), "1.0" },
        { Value.Of(0.8), "0.8" },
        { Value.Of(1e300), "1E+300" },
        { Value.Of("a \"b\" ü"), "\"a \\\"b\\\" ü\"" },
        { Value.Of(TimeSpan.FromMinutes(150)), """{"$duration":"2h30m"}""" },
        { Value.Of(new ByteSize(8L << 30)), """{"$size":8589934592}""" },
        { new RangeValue(Value.Of(0), Value.Of(1)), """{"$range":[0,1]}""" },
        { Value.Tagged("asha", ("trials", Value.Of(4))), """{"$":"asha","trials":4}""" },
        { Value.List([Value.Of(1), Value.Missing]), "[1,null]" },
        { new QuoteValue(new Name("part")), """{"$quote":{"$":"name","identifier":"part"}}""" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Value_InJson_HasItsOneFormAndComesBack(Value value, string json)
    {
        JsonSerializer.Serialize(value, DeepFlowJson.Options).Should().Be(json);
        JsonSerializer.Deserialize<Value>(json, DeepFlowJson.Options).Should().Be(value);
    }

    private static readonly Gen<Value> AnyValue = Gen.Recursive<Value>((depth, inner) =>
    {
        var leaf = Gen.OneOf(
            Gen.Const(Value.Missing), Gen.Bool.Select(b => Value.Of(b)), Gen.Long.Select(l => Value.Of(l)), Gen.Double.Select(d => Value.Of(d)), Gen.String.Select(s => Value.Of(s)),
            Gen.Long[-1_000_000_000, 1_000_000_000].Select(us => Value.Of(TimeSpan.FromMicroseconds(us))), Gen.Long[0, 1L << 50].Select(b => Value.Of(new ByteSize(b))));
        return depth > 3 ? leaf : Gen.OneOf(leaf, inner.Array[0, 4].Select(items => (Value)Value.List(items)),
            Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 5], inner).Array[0, 4].Select(fields =>
                (Value)Value.Record([.. fields.DistinctBy(f => f.Item1).Select(f => (f.Item1, f.Item2))])));
    });

    [Fact]
    public void AnyValue_WrittenAndRead_IsTheSame() =>
        AnyValue.ForEach(value => JsonSerializer.Deserialize<Value>(JsonSerializer.Serialize(value, DeepFlowJson.Options), DeepFlowJson.Options)!.Equals(value), times: 2_000);

    [Fact]
    public void Record_ReadIntoAPlaceForRecords_RefusesOtherValues()
    {
        JsonSerializer.Deserialize<RecordValue>("""{"a":1}""", DeepFlowJson.Options).Should().Be(Value.Record(("a", Value.Of(1))));
        var act = () => JsonSerializer.Deserialize<RecordValue>("[1]", DeepFlowJson.Options);
        act.Should().Throw<JsonException>().WithMessage("*RecordValue*");
    }

    [Theory]
    [InlineData("2h30m", 150)]
    [InlineData("2w", 20160)]
    [InlineData("1d", 1440)]
    public void Duration_AsWritten_IsRead(string text, double minutes)
    {
        DurationText.TryParse(text, out var duration).Should().BeTrue();
        duration.TotalMinutes.Should().Be(minutes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5min")]
    [InlineData("h")]
    [InlineData("99999999999999999999d")]
    [InlineData("9999999999d")]
    public void Duration_ThatIsNone_IsRefused(string text) => DurationText.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Text_OfAThingWithAnIdentity_IsItsId() =>
        Value.Record(("name", Value.Of("fashion")), ("id", Value.Of("fashion@3"))).ToText().Should().Be("fashion@3");
}
