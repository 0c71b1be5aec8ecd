using DeepFlow.Workflows.Types;

namespace DeepFlow.Workflows.Tests.Types;

public sealed class TypeTextTests
{
    [Theory]
    [InlineData("int")]
    [InlineData("list<dataset<D>>?")]
    [InlineData("range<float>")]
    [InlineData("{drop, keep}")]
    [InlineData("record{a: int, b: list<string>}")]
    [InlineData("map<search_range>")]
    [InlineData("fields_of<space>")]
    [InlineData("predicate<item>")]
    [InlineData("dataset_type<fashion>")]
    public void Type_ReadAndWritten_IsTheSameText(string text) => TypeText.Parse(text).ToString().Should().Be(text);

    [Theory]
    [InlineData("")]
    [InlineData("list<")]
    [InlineData("list<int")]
    [InlineData("int<float>")]
    [InlineData("{a b}")]
    [InlineData("int int")]
    public void Text_ThatIsNoType_IsRefusedWithItsPlace(string text)
    {
        var act = () => TypeText.Parse(text);
        act.Should().Throw<FormatException>().Which.Message.Should().Contain($"\"{text}\"");
    }

    [Fact]
    public void Types_OfTheSameText_AreEqual() => TypeText.Parse("record{a: {x, y}}").Should().Be(TypeText.Parse("record{ a : {x,y} }"));
}
