using System.Runtime.InteropServices;

namespace DeepFlow.Data.Objects;

/// <summary>What a file system needs to be told before a new file is certain to be there after a power cut.</summary>
internal static class DurableFiles
{
    /// <summary>
    /// Writes the folder's own entries to disk. A renamed file is durable only after this; .NET has no call for it.
    /// Windows journals names itself, and some network file systems refuse (EINVAL), which leaves nothing to do.
    /// </summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = open(folder, 0);
        if (descriptor < 0)
        {
            throw Failure(folder);
        }

        try
        {
            if (fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument)
            {
                throw Failure(folder, error);
            }
        }
        finally
        {
            close(descriptor);
        }
    }

    private const int InvalidArgument = 22;

    private static IOException Failure(string folder, int? error = null)
    {
        var number = error ?? Marshal.GetLastPInvokeError();
        return new IOException($"{Marshal.GetPInvokeErrorMessage(number)} : '{folder}'", number);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
}
