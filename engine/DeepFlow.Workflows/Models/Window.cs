namespace DeepFlow.Workflows.Models;

/// <summary>The arithmetic of a square window that moves over a picture.</summary>
internal static class Window
{
    public const string Picture = "a picture [channels, height, width]";

    public static bool Fits(Shape picture, int window) => picture.Dimensions[1] >= window && picture.Dimensions[2] >= window;

    /// <summary>How many places it has without leaving a dimension of this size.</summary>
    public static int Places(int size, int window, int stride) => ((size - window) / stride) + 1;

    public static int RoundedUp(int size, int stride) => (size / stride) + (size % stride == 0 ? 0 : 1);
}
