using DeepFlow.Language.Tests.Examples;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Tests.Semantics;

public class CatalogTypesTests
{
    [Fact]
    public void Types_OfTheCatalog_AreTheSameWrittenAndReadAgain()
    {
        var types = ExampleProgramsTests.Catalog.Activities.SelectMany(activity => activity.Inputs.Select(input => input.Type).Concat(activity.Outputs.Select(output => output.Type)))
            .Concat(ExampleProgramsTests.Catalog.Families.SelectMany(family => family.Constructors).SelectMany(constructor => constructor.Inputs).Select(input => input.Type))
            .Select(TypeText.Parse).ToList();

        types.Should().OnlyContain(type => TypeText.Parse(type.ToString()) == type);
        types.OfType<RulesType>().Should().HaveCount(2);
    }

    [Theory]
    [InlineData("rules{")]
    [InlineData("rules{psi}")]
    [InlineData("rules<int>")]
    public void RulesType_ThatIsMalformed_IsRefused(string text) =>
        FluentActions.Invoking(() => TypeText.Parse(text)).Should().Throw<FormatException>();
}
