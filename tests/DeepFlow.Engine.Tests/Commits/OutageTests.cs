using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Tests.Commits;

public sealed class OutageTests
{
    [Theory]
    [InlineData("57P01", true)]
    [InlineData("57P02", true)]
    [InlineData("57P03", true)]
    [InlineData("25P03", true)]
    [InlineData("40001", true)]
    [InlineData("53100", true)]
    [InlineData("23505", false)]
    [InlineData("22021", false)]
    public void Outage_IsWhatPasses_AndNotWhatTheDatabaseRefuses(string state, bool isOutage) =>
        new PostgresException("broken", "ERROR", "ERROR", state).IsOutage().Should().Be(isOutage);
}
