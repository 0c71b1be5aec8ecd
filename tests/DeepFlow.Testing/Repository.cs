namespace DeepFlow.Testing;

/// <summary>The checkout that the tests were built from: its pipelines, its launcher.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>DeepFlow.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of something in the checkout.</summary>
    public static string Path(string relativePath) => System.IO.Path.Combine(Root, relativePath);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "DeepFlow.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside a checkout of DeepFlow.");
    }
}
