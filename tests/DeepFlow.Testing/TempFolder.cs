namespace DeepFlow.Testing;

/// <summary>A new empty folder that is removed with what is in it. Other accounts may enter it, as a database server must.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>What is killed may write for a moment longer, and a folder in which a file appears meanwhile stays.</summary>
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public TempFolder()
    {
        Inherited.BecomesUsual();
        Path = Directory.CreateTempSubdirectory("deepflow-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
        }
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The path of something in it.</summary>
    public string this[string relativePath] => System.IO.Path.Combine(Path, relativePath);

    public void Dispose()
    {
        for (var attempt = 1; Directory.Exists(Path); attempt++)
        {
            try { Directory.Delete(Path, recursive: true); }
            catch (IOException) when (attempt < Attempts) { Thread.Sleep(Pause); }
        }
    }
}
