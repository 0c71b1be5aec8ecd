using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Language.Tests.Diagnostics;

public class SuggestionTests
{
    private static readonly string[] Names = ["train", "tune", "data_analysis", "split_data"];

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("Train", "train")]
    [InlineData("data", "data_analysis")]
    [InlineData("splitdata", "split_data")]
    [InlineData("x", null)]
    [InlineData("something_else", null)]
    public void For_AWrittenName_FindsTheNearestOrNone(string written, string? nearest) =>
        Suggestion.For(written, Names).Should().Be(nearest);
}
