using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Learning.Training;

/// <summary>
/// When a checkpoint is due: after every so many epochs, or when so much time has gone by; after every epoch where the
/// program says nothing. Looked at between epochs, so a count of batches means the end of the epoch that they fall into.
/// </summary>
internal sealed class CheckpointRhythm(CheckpointSetting? setting, TimeProvider clock)
{
    private long last = clock.GetTimestamp();

    /// <param name="epoch">The epoch that has just ended, from 1.</param>
    public bool IsDue(int epoch)
    {
        var due = setting switch
        {
            { Every: { } time } => clock.GetElapsedTime(last) >= time,
            { Count: { } count, Unit: "epoch" or "epochs" } => epoch % count == 0,
            _ => true,
        };
        if (due)
        {
            last = clock.GetTimestamp();
        }

        return due;
    }
}
