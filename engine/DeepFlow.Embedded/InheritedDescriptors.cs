using System.Runtime.InteropServices;

namespace DeepFlow.Embedded;

/// <summary>The files and pipes that whoever started this process left open for it.</summary>
internal static class InheritedDescriptors
{
    private const uint FirstAfterStandardStreams = 3;
    private const uint CloseOnExec = 4;

    /// <summary>
    /// Keeps them from the server. It outlives a killed process of ours, and would hold on to a caller's pipe (who then
    /// waits for its end) or lock.
    /// </summary>
    public static void KeepFromServer()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = close_range(FirstAfterStandardStreams, uint.MaxValue, CloseOnExec);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2021: the server keeps them, which only a killed process's caller may notice.
        }
    }

    [DllImport("libc")]
    private static extern int close_range(uint first, uint last, uint flags);
}
