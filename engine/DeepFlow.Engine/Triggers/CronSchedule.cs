using DeepFlow.Engine.Instances;
using Quartz;

namespace DeepFlow.Engine.Triggers;

/// <summary>
/// A schedule in crontab's five fields, read in a time zone. When clocks are put forward, an hour that does not exist fires at
/// the moment they change; when they are put back, one that comes twice fires once, the first time.
/// </summary>
public sealed record CronSchedule(string Fields, TimeZoneInfo Zone)
{
    /// <param name="zone">As IANA names it; null: UTC, which is the same on every node.</param>
    /// <exception cref="EngineException"><c>bad_schedule</c></exception>
    public static CronSchedule Of(string fields, string? zone)
    {
        if (!CronExpression.TryParse(fields, CronFormat.Unix, out _))
            throw new EngineException("bad_schedule", $"\"{fields}\" is no schedule: it needs the five fields minute, hour, day, month and day of the week, such as \"0 3 * * 1\".");
        if (zone is null) return new(fields, TimeZoneInfo.Utc);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known)
            ? new(fields, known)
            : throw new EngineException("bad_schedule", $"This machine knows no time zone {zone}; write one such as Europe/Zurich.");
    }

    public DateTimeOffset? NextAfter(DateTimeOffset moment) => CronExpression.Parse(Fields, CronFormat.Unix).WithTimeZone(Zone).GetNextValidTimeAfter(moment);

    internal CronScheduleBuilder ToQuartz() =>
        CronScheduleBuilder.Create(Fields, CronFormat.Unix).InTimeZone(Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed);
}
