using System.Runtime.InteropServices;

namespace DeepFlow.Testing;

/// <summary>
/// What a process has from whoever started it, and hands on: files of tests and of the processes they start can be read by the
/// account that PostgreSQL runs under, also where a shell keeps them to itself (umask 077).
/// </summary>
internal static class Inherited
{
    private const uint WritableByItsOwner = 0b000_010_010;

    private static readonly Lazy<bool> Usual = new(() =>
    {
        if (OperatingSystem.IsLinux()) _ = umask(WritableByItsOwner);
        return true;
    });

    /// <summary>Once in a process.</summary>
    public static void BecomesUsual() => _ = Usual.Value;

    [DllImport("libc")]
    private static extern uint umask(uint mask);
}
