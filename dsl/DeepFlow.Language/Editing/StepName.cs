namespace DeepFlow.Language.Editing;

internal static class StepName
{
    private static readonly HashSet<string> Reserved = new(
        "step if else parallel branch for in var set return stop fail on and or not true false missing".Split(' '), StringComparer.Ordinal);

    public static void Check(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_') || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new Refusal($"`{name}` is no name: write letters, digits and `_`, and begin with a letter.");
        }

        if (Reserved.Contains(name))
        {
            throw new Refusal($"`{name}` is a word of the language; choose another name.");
        }
    }

    public static void CheckFree(Canvas canvas, string name)
    {
        Check(name);
        if (canvas.Picture.Find(name) is not null || canvas.Pipeline.Parameters.Any(parameter => parameter.Name.Text == name))
        {
            throw new Refusal($"The pipeline `{canvas.Pipeline.Name.Text}` has a `{name}` already; choose another name.");
        }
    }
}
