using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>Where the program that crashes lies: its own output folder, which holds what was compiled ahead.</summary>
internal static class CrashHostProgram
{
    public static string Path { get; } = Repository.Path("tests/DeepFlow.Engine.CrashHost/bin/Release/net10.0/DeepFlow.Engine.CrashHost.dll");
}
