using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Tests.Types;

public sealed class TypedValuesTests
{
    [Theory]
    [InlineData("int", "1", true)]
    [InlineData("int", "1.5", false)]
    [InlineData("float", "1", true)]
    [InlineData("float", "\"1\"", false)]
    [InlineData("int?", "null", true)]
    [InlineData("int", "null", false)]
    [InlineData("any", "[1, \"a\"]", true)]
    [InlineData("list<int>", "[1, 2]", true)]
    [InlineData("list<int>", "[1, \"a\"]", false)]
    [InlineData("{low, high}", "\"low\"", true)]
    [InlineData("{low, high}", "\"middle\"", false)]
    [InlineData("record{a: int, b: string?}", """{"a": 1}""", true)]
    [InlineData("record{a: int}", """{"a": 1, "c": 2}""", false)]
    [InlineData("record{a: int}", """{"a": "one"}""", false)]
    [InlineData("map<float>", """{"x": 1.5, "y": 2}""", true)]
    [InlineData("range<int>", """{"$range": [1, 2]}""", true)]
    [InlineData("duration", """{"$duration": "2h"}""", true)]
    [InlineData("date", "\"2026-02-29\"", false)]
    [InlineData("date", "\"2026-02-28\"", true)]
    [InlineData("dataset<fashion>", """{"dataset": "fashion", "commit": "0"}""", true)]
    [InlineData("dataset<fashion>", """{"dataset": "news", "commit": "0"}""", false)]
    [InlineData("model", "\"m\"", false)]
    public void Fits_TellsWhatIsOfAType(string type, string json, bool fits) =>
        TypedValues.Fits(ValueJson.FromElement(System.Text.Json.JsonDocument.Parse(json).RootElement), TypeText.Parse(type)).Should().Be(fits);

    [Fact]
    public void Describe_SaysItInWords() =>
        TypedValues.Describe(TypeText.Parse("list<{low, high}>?")).Should().Be("a list, each of it one of low, high, or nothing");
}
