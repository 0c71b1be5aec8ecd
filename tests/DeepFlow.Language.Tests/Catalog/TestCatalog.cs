using System.Runtime.CompilerServices;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Tests.Catalog;

/// <summary>Signatures as the fashion pipelines use them, kept here so that the language's tests do not move with the activities.</summary>
internal static class TestCatalog
{
    public static ActivityCatalog Value { get; } = ActivityCatalog.FromJson(File.ReadAllBytes(Path.Combine(Folder(), "catalog.json")));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
