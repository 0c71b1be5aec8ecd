using DeepFlow.Engine.Tasks.Forms;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>A value that a person or a program gives for something declared, where JSON may have no word for it: <c>2h</c>, <c>512Mi</c>, <c>90%</c>.</summary>
internal static class GivenValue
{
    /// <returns>The value as one of the type; null where it is none.</returns>
    public static Value? Read(DslType type, Value given)
    {
        if (TypedValues.Fits(given, type)) return given;
        var (value, problem) = AnswerTypes.Read(type, given, "");
        return problem is null && TypedValues.Fits(value, type) ? value : null;
    }
}
