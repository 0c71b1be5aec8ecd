namespace DeepFlow.Engine.Postgres;

/// <summary>Spreads what many nodes do at intervals, so that they do not all come at once.</summary>
internal static class Jitter
{
    /// <summary>The interval, up to a tenth shorter or longer.</summary>
    public static TimeSpan Around(TimeSpan interval) => interval * (0.9 + 0.2 * Random.Shared.NextDouble());
}
