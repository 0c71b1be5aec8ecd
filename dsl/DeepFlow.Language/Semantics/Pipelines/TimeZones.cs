namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Names of time zones, such as <c>Europe/Zurich</c>.</summary>
internal static class TimeZones
{
    /// <summary>False only where this machine knows zones and not that one; a machine without zone data cannot say.</summary>
    public static bool MayExist(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out _) || TimeZoneInfo.GetSystemTimeZones().Count < 10;
}
