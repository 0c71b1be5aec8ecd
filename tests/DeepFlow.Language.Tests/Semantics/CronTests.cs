using DeepFlow.Language.Semantics.Pipelines;

namespace DeepFlow.Language.Tests.Semantics;

public class CronTests
{
    [Theory]
    [InlineData("0 3 * * 1")]
    [InlineData("*/5 0-6,22,23 1-15/2 JAN-MAR mon-fri")]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 0 31 2 1")]
    public void Schedule_ThatFires_IsAccepted(string schedule) => Cron.Explain(schedule).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 5-3 * * *")]
    [InlineData("* * */0 * *")]
    [InlineData("* * * * 8")]
    [InlineData("* * * 13 *")]
    [InlineData("1-2-3 * * * *")]
    [InlineData("0 0 31 4,6 *")]
    public void Schedule_ThatNeverFires_IsExplained(string schedule) => Cron.Explain(schedule).Should().NotBeNullOrEmpty();
}
