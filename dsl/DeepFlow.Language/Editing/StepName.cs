using DeepFlow.Language.Services.Navigation;

namespace DeepFlow.Language.Editing;

internal static class StepName
{
    public static void Check(string name)
    {
        if (NewName.Problem(name) is { } problem)
        {
            throw new Refusal(problem);
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
